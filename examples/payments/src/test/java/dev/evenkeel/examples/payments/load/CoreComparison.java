// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.load;

import dev.evenkeel.json.Json;
import dev.evenkeel.postgres.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.HdrHistogram.Histogram;

/// Measures the classic and the modern core under the same load: two processes on one PostgreSQL, in turn.
///
/// Arguments: requests per second (250), seconds per turn (15), turns per core (4), then optionally a
/// fault that is on in the modern core. The first twenty seconds of each core are not counted.
public final class CoreComparison {
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final long SEED = 42;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, URI> services = new LinkedHashMap<>();
    private final Map<String, OpenLoopLoadGenerator.Results> results = new LinkedHashMap<>();

    private CoreComparison() {}

    public static void main(String[] arguments) throws Exception {
        double perSecond = arguments.length > 0 ? Double.parseDouble(arguments[0]) : 250;
        Duration turn = Duration.ofSeconds(arguments.length > 1 ? Long.parseLong(arguments[1]) : 15);
        int turns = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 4;
        Process classic = start("classic");
        Process modern = start("modern");
        try {
            CoreComparison comparison = new CoreComparison();
            comparison.connect("classic", classic);
            comparison.connect("modern", modern);
            if (arguments.length > 3) {
                comparison.turnOn(arguments[3]);
            }
            comparison.measure(perSecond, turn, turns);
            comparison.report(perSecond);
        } finally {
            classic.destroy();
            modern.destroy();
        }
    }

    private static Process start(String core) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx1g",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.evenkeel.examples.payments.PaymentsApplication",
                        "--port",
                        "0",
                        "--core",
                        core,
                        "--database-url",
                        EmbeddedPostgres.startTemporary().createDatabase())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    @SuppressWarnings("resource") // The reader lives as long as the process.
    private void connect(String core, Process service) throws IOException {
        BufferedReader output = service.inputReader();
        services.put(core, URI.create(output.readLine().replace("Ready ", "")));
        results.put(core, OpenLoopLoadGenerator.Results.empty());
    }

    private void turnOn(String fault) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(service("modern").resolve("/faults/" + fault))
                .header("content-type", "application/json")
                .PUT(BodyPublishers.ofString(Json.of("{'active':true}")))
                .build();
        System.out.println(client.send(request, BodyHandlers.ofString()).body());
    }

    private void measure(double perSecond, Duration turn, int turns) {
        LoadMessages messages =
                new LoadMessages(SEED, "L" + ProcessHandle.current().pid());
        try (OpenLoopLoadGenerator load = new OpenLoopLoadGenerator(SEED, perSecond)) {
            for (String core : List.of("classic", "modern")) {
                load.run(payments(core), messages, WARM_UP, OpenLoopLoadGenerator.Results.empty());
            }
            System.out.printf("load average before the first turn: %.2f%n", loadAverage());
            for (int i = 0; i < turns; i++) {
                for (String core : List.of("classic", "modern")) {
                    load.run(payments(core), messages, turn, of(core));
                }
            }
        }
    }

    private void report(double perSecond) throws IOException, InterruptedException {
        System.out.printf("load average after the last turn: %.2f%n", loadAverage());
        System.out.printf("%.0f requests/s, latencies in ms%n", perSecond);
        System.out.println("core     messages  failed    p50    p90    p99  p99.9    max  cpu");
        for (String core : services.keySet()) {
            Histogram latencies = of(core).latencies();
            System.out.printf(
                    "%-8s %8d %7d %6.2f %6.2f %6.2f %6.2f %6.1f %3.0f%%%n",
                    core,
                    latencies.getTotalCount(),
                    of(core).failures().get(),
                    millis(latencies, 50),
                    millis(latencies, 90),
                    millis(latencies, 99),
                    millis(latencies, 99.9),
                    latencies.getMaxValue() / 1000.0,
                    of(core).cpu().getMean());
        }
        System.out.printf("modern against classic: p50 %+.0f%%, p99 %+.0f%%%n", change(50), change(99));
        for (String core : services.keySet()) {
            HttpRequest audit = HttpRequest.newBuilder(service(core).resolve("/ledger/audit"))
                    .build();
            System.out.println(
                    core + ": " + client.send(audit, BodyHandlers.ofString()).body());
        }
    }

    private double change(double percentile) {
        return 100
                * (millis(of("modern").latencies(), percentile)
                                / millis(of("classic").latencies(), percentile)
                        - 1);
    }

    private static double millis(Histogram latencies, double percentile) {
        return latencies.getValueAtPercentile(percentile) / 1000.0;
    }

    private URI payments(String core) {
        return service(core).resolve("/payments");
    }

    private URI service(String core) {
        return Objects.requireNonNull(services.get(core));
    }

    private OpenLoopLoadGenerator.Results of(String core) {
        return Objects.requireNonNull(results.get(core));
    }

    private static double loadAverage() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }
}
