// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.metrics;

import dev.evenkeel.net.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A Prometheus process on a free port of loopback that scrapes one service every second as job `shop`.
public final class RealPrometheus implements AutoCloseable {
    private final Process process;
    private final Path log;
    private final int port;

    private RealPrometheus(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    /// The program on this machine; none when it has none.
    public static Optional<Path> find() {
        return Stream.of(System.getenv("EVENKEEL_PROMETHEUS"), "/usr/bin/prometheus", "/usr/local/bin/prometheus")
                .filter(path -> path != null && !path.isBlank())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// @param program of Prometheus
    /// @param folder for its data and log
    /// @param target address of the service
    public static RealPrometheus start(Path program, Path folder, String target) throws IOException {
        return start(program, folder, target, "");
    }

    /// One that also evaluates rules every second, and sends alerts to an Alertmanager.
    ///
    /// @param rules file of rules
    /// @param alertmanager its host and port
    public static RealPrometheus start(Path program, Path folder, String target, Path rules, String alertmanager)
            throws IOException {
        return start(program, folder, target, """
                rule_files: ["%s"]
                alerting:
                  alertmanagers:
                    - static_configs:
                        - targets: ["%s"]
                """.formatted(rules, alertmanager));
    }

    private static RealPrometheus start(Path program, Path folder, String target, String more) throws IOException {
        Path config = Files.writeString(folder.resolve("prometheus.yml"), """
                global:
                  scrape_interval: 1s
                  scrape_timeout: 1s
                  evaluation_interval: 1s
                scrape_configs:
                  - job_name: shop
                    static_configs:
                      - targets: ["%s"]
                %s""".formatted(target, more));
        Path log = folder.resolve("log.txt");
        int port = FreePort.find();
        Process process = new ProcessBuilder(
                        program.toString(),
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--log.level=warn")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new RealPrometheus(process, log, port);
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /// What it wrote so far.
    String log() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() {
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
