// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.delivery;

import dev.evenkeel.core.wire.DeltaMessage;
import dev.evenkeel.core.wire.SnapshotMessage;
import dev.evenkeel.core.wire.codec.WireCodec;
import dev.evenkeel.server.TestServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// A client of the flag stream that stores the received messages in order.
final class FlagStreamClient implements AutoCloseable {
    private final InputStream body;
    private final BlockingQueue<SnapshotMessage> snapshots = new LinkedBlockingQueue<>();
    private final BlockingQueue<DeltaMessage> deltas = new LinkedBlockingQueue<>();
    private final AtomicInteger comments = new AtomicInteger();
    private final Thread reader;

    FlagStreamClient(TestServer server, HttpRequest.Builder request) {
        this(server.send(request, BodyHandlers.ofInputStream()));
    }

    FlagStreamClient(HttpResponse<InputStream> response) {
        if (response.statusCode() != 200) {
            throw new IllegalStateException("status " + response.statusCode());
        }
        body = response.body();
        reader = Thread.ofVirtual().start(this::read);
    }

    BlockingQueue<SnapshotMessage> snapshots() {
        return snapshots;
    }

    BlockingQueue<DeltaMessage> deltas() {
        return deltas;
    }

    int comments() {
        return comments.get();
    }

    boolean hasEnded() {
        return !reader.isAlive();
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            String event = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("event: ")) {
                    event = line.substring(7);
                } else if (line.startsWith("data: ") && event.equals("delta")) {
                    deltas.add(WireCodec.decodeDelta(line.substring(6)));
                } else if (line.startsWith("data: ")) {
                    snapshots.add(WireCodec.decodeSnapshot(line.substring(6)));
                } else if (line.startsWith(":")) {
                    comments.incrementAndGet();
                }
            }
        } catch (IOException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        try {
            body.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
