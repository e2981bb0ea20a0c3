// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import dev.evenkeel.net.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// An Alertmanager process on a free loopback port that notifies one webhook of every group of alerts within a
/// second, and repeats it every second.
final class RealAlertmanager implements AutoCloseable {
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Process process;
    private final Path log;
    private final String url;

    private RealAlertmanager(Process process, Path log, String url) {
        this.process = process;
        this.log = log;
        this.url = url;
    }

    /// Returns the installed program, if any.
    static Optional<Path> find() {
        return Stream.of(
                        System.getenv("EVENKEEL_ALERTMANAGER"),
                        "/usr/bin/prometheus-alertmanager",
                        "/usr/local/bin/alertmanager")
                .filter(path -> path != null && !path.isBlank())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// @param program of Alertmanager
    /// @param folder for its data and log
    /// @param webhook address of the webhook
    /// @param token bearer token for the webhook
    static RealAlertmanager start(Path program, Path folder, String webhook, String token) throws IOException {
        return start(program, folder, 1, webhook, token);
    }

    /// Starts one that sends each notification several times.
    ///
    /// @param times number of times that each notification is sent
    static RealAlertmanager start(Path program, Path folder, int times, String webhook, String token)
            throws IOException {
        String one = """
                      - url: "%s"
                        send_resolved: true
                        http_config:
                          authorization: {type: Bearer, credentials: "%s"}
                """.formatted(webhook, token);
        Path config = Files.writeString(folder.resolve("alertmanager.yml"), """
                route:
                  receiver: evenkeel
                  group_by: [alertname, service]
                  group_wait: 0s
                  group_interval: 1s
                  repeat_interval: 1s
                  routes:
                    - receiver: nobody
                      matchers: [alertname = SloNoData]
                receivers:
                  - name: nobody
                  - name: evenkeel
                    webhook_configs:
                """ + one.repeat(times));
        Path log = folder.resolve("log.txt");
        int port = FreePort.find();
        Process process = new ProcessBuilder(
                        program.toString(),
                        "--config.file=" + config,
                        "--storage.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--cluster.listen-address=")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new RealAlertmanager(process, log, "http://127.0.0.1:" + port);
    }

    /// Host and port.
    String address() {
        return url.substring("http://".length());
    }

    /// Returns the number of notifications sent to webhooks.
    long notificationCount() throws IOException {
        return send(HttpRequest.newBuilder(URI.create(url + "/metrics")))
                .body()
                .lines()
                .filter(line -> line.startsWith("alertmanager_notifications_total{") && line.contains("\"webhook\""))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    boolean isReady() {
        try {
            return send(HttpRequest.newBuilder(URI.create(url + "/-/ready"))).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /// Posts alerts as Prometheus does.
    ///
    /// @param alerts JSON array
    int postAlerts(String alerts) throws IOException {
        return send(HttpRequest.newBuilder(URI.create(url + "/api/v2/alerts"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(alerts)))
                .statusCode();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return http.send(request.timeout(Duration.ofSeconds(10)).build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// Returns the log so far.
    String log() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() {
        http.shutdownNow();
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
