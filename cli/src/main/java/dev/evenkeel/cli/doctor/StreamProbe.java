// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.doctor;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.terminal.IoErrorFormatter;
import dev.evenkeel.engine.doctor.DiagnosticFinding;
import dev.evenkeel.engine.doctor.FlagStreamTimings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A probe of a service's event stream: opens it as the SDK does and measures the time until the first
/// keep-alive after the flags.
///
/// @param api client with the SDK key as its token
/// @param responseTime response time of a small request to the same server
record StreamProbe(ServerApiClient api, Duration responseTime) {
    private static final Duration FLAGS_WITHIN = Duration.ofSeconds(10);
    /* The server sends a keep-alive every five seconds. */
    private static final Duration LIFE_WITHIN = Duration.ofSeconds(8);
    private static final String CHECK = "streams";
    private static final String PROXY_REMEDY = "Configure the proxy to pass /sdk/v1/stream to the server.";

    private enum StreamSignal {
        FLAGS,
        LIFE,
        CLOSED
    }

    DiagnosticFinding probe() throws InterruptedException {
        HttpRequest request = api.eventStreamRequest("/sdk/v1/stream", null);
        HttpClient client = api.createHttpClient(FLAGS_WITHIN);
        try {
            long asked = System.nanoTime();
            HttpResponse<InputStream> response = client.sendAsync(request, BodyHandlers.ofInputStream())
                    .get(FLAGS_WITHIN.toNanos(), TimeUnit.NANOSECONDS);
            return response.statusCode() == 200
                    ? measure(response.body(), asked)
                    : rejectedFinding(response.statusCode());
        } catch (TimeoutException e) {
            return new FlagStreamTimings(responseTime, null, null, FLAGS_WITHIN, false).diagnose();
        } catch (ExecutionException e) {
            return DiagnosticFinding.fail(CHECK, "no response: " + IoErrorFormatter.formatReason(e), PROXY_REMEDY);
        } finally {
            client.shutdownNow();
        }
    }

    private static DiagnosticFinding rejectedFinding(int status) {
        return switch (status) {
            case 401 ->
                DiagnosticFinding.fail(
                        CHECK, "the server rejects the SDK key", "Create one: ./evenkeel sdk-key create NAME");
            case 503 ->
                DiagnosticFinding.fail(
                        CHECK, "the server has no free streams", "Add a server, or raise evenkeel.max-streams.");
            default -> DiagnosticFinding.fail(CHECK, "HTTP " + status, PROXY_REMEDY);
        };
    }

    private DiagnosticFinding measure(InputStream body, long asked) throws InterruptedException {
        BlockingQueue<StreamSignal> marks = new LinkedBlockingQueue<>();
        Thread.ofVirtual().name("evenkeel-doctor-stream").start(() -> read(body, marks));
        @Nullable StreamSignal flags = marks.poll(FLAGS_WITHIN.toNanos(), TimeUnit.NANOSECONDS);
        Duration first = Duration.ofNanos(System.nanoTime() - asked);
        if (flags != StreamSignal.FLAGS) {
            return new FlagStreamTimings(responseTime, null, null, first, flags == StreamSignal.CLOSED).diagnose();
        }
        long since = System.nanoTime();
        @Nullable StreamSignal life = marks.poll(LIFE_WITHIN.toNanos(), TimeUnit.NANOSECONDS);
        Duration next = Duration.ofNanos(System.nanoTime() - since);
        return new FlagStreamTimings(
                        responseTime, first, life == StreamSignal.LIFE ? next : null, next, life == StreamSignal.CLOSED)
                .diagnose();
    }

    private static void read(InputStream body, BlockingQueue<StreamSignal> marks) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            @Nullable String line = lines.readLine();
            while (line != null && !line.isEmpty()) {
                line = lines.readLine();
            }
            marks.add(line == null ? StreamSignal.CLOSED : StreamSignal.FLAGS);
            marks.add(lines.readLine() == null ? StreamSignal.CLOSED : StreamSignal.LIFE);
        } catch (IOException e) {
            marks.add(StreamSignal.CLOSED);
        }
    }
}
