// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.ofrep;

import com.sun.management.OperatingSystemMXBean;
import dev.evenkeel.benchmarks.http.HttpLoadGenerator;
import dev.evenkeel.benchmarks.http.RequestSource;
import dev.evenkeel.benchmarks.jmh.FlagDefinitionGenerator;
import dev.evenkeel.benchmarks.report.BenchmarkGoal;
import dev.evenkeel.benchmarks.report.BenchmarkOptions;
import dev.evenkeel.benchmarks.report.BenchmarkReport;
import dev.evenkeel.benchmarks.report.MarkdownTable;
import dev.evenkeel.benchmarks.report.OptionValidator;
import dev.evenkeel.benchmarks.server.BenchmarkServer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The command `bench ofrep`.
@Command(
        name = "ofrep",
        mixinStandardHelpOptions = true,
        description = {
            "How many OFREP requests a second the server answers.",
            "",
            "Asks for one flag, for all flags, and for all flags as a client that has them already (304). Starts a",
            "server of its own; the load comes from this process, over connections that are kept, each with one request",
            "at a time. Takes three times SECONDS and the warm-up."
        })
public final class OfrepBenchCommand implements Callable<Integer> {
    @Mixin
    private final BenchmarkOptions options = new BenchmarkOptions();

    @Option(
            names = "--seconds",
            defaultValue = "30",
            paramLabel = "SECONDS",
            description = "How long to measure each kind of request (default: ${DEFAULT-VALUE}).")
    private int seconds = 30;

    @Option(
            names = "--warm-up",
            defaultValue = "20",
            paramLabel = "SECONDS",
            description = "Load before measuring, for each kind (default: ${DEFAULT-VALUE}).")
    private int warmUp = 20;

    @Option(
            names = "--connections",
            defaultValue = "32",
            paramLabel = "N",
            description = "Connections, each with one request at a time (default: ${DEFAULT-VALUE}).")
    private int connections = 32;

    @Option(
            names = "--flags",
            defaultValue = "100",
            paramLabel = "N",
            description = "Flags in the environment, 10 or more (default: ${DEFAULT-VALUE}).")
    private int flags = 100;

    private final List<RequestMeasurement> measured = new ArrayList<>();

    public OfrepBenchCommand() {}

    /// @param microsPerRequest CPU time of the server
    /// @param clientMicrosPerRequest CPU time of the load generator
    private record RequestMeasurement(
            String request,
            HttpLoadGenerator.LoadInterval load,
            double microsPerRequest,
            double clientMicrosPerRequest) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        OptionValidator validator = options.validator();
        validator.requireAtLeast("--seconds", seconds, 1);
        validator.requireAtLeast("--warm-up", warmUp, 0);
        validator.requireAtLeast("--connections", connections, 1);
        validator.requireAtLeast("--flags", flags, 10);
        var report = new BenchmarkReport(
                "OFREP over HTTP",
                "./evenkeel bench ofrep --seconds %d --warm-up %d --connections %d --flags %d"
                        .formatted(seconds, warmUp, connections, flags));
        try (BenchmarkServer server =
                        BenchmarkServer.start(BenchmarkOptions.home(), FlagDefinitionGenerator.withProbe(flags, 0));
                var requests = new OfrepRequestFactory(server)) {
            measure(server, "one flag", requests.single(), 200);
            measure(server, "all flags", requests.bulk(), 200);
            measure(server, "all flags, unchanged (304)", requests.unchanged(), 304);
        }
        describe(report);
        options.write(report, "ofrep");
        return 0;
    }

    private void measure(BenchmarkServer server, String name, List<ByteBuffer> requests, int status)
            throws IOException {
        System.err.println(name + " ...");
        var plan = HttpLoadGenerator.LoadPlan.closed(
                i -> RequestSource.repeating(requests, i),
                status,
                connections,
                Duration.ofSeconds(warmUp),
                Duration.ofSeconds(seconds));
        var address = new InetSocketAddress(
                server.address().getHost(), server.address().getPort());
        Duration serverBefore = server.gauge().processorTime();
        long ownBefore = ownProcessorNanos();
        HttpLoadGenerator.LoadInterval result =
                HttpLoadGenerator.run(address, plan).whole();
        double all = result.requests() * (double) (warmUp + seconds) / seconds;
        measured.add(new RequestMeasurement(
                name,
                result,
                server.gauge().processorTime().minus(serverBefore).toNanos() / 1e3 / all,
                (ownProcessorNanos() - ownBefore) / 1e3 / all));
    }

    private static long ownProcessorNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private void describe(BenchmarkReport report) {
        report.addText("""
                %d connections, each with one request at a time; the environment has %d flags, the flag asked for a rule
                and 50%% by user. Latencies in milliseconds, as the load sees them. Processor time in microseconds for
                each request, warm-up included: of the server, and of the load, which shares the machine.""".formatted(connections, flags));
        HttpLoadGenerator.LoadInterval single = measured.getFirst().load();
        report.addGoals(List.of(new BenchmarkGoal(
                "one flag: at least 10,000 requests a second, 99 of 100 within 10 ms, none failed",
                String.format(
                        Locale.ROOT,
                        "%.0f requests a second, %.1f ms, %d failed",
                        single.perSecond(),
                        single.p99Millis(),
                        single.errors()),
                single.perSecond() >= 10_000 && single.p99Millis() < 10 && single.errors() == 0)));
        report.addText(MarkdownTable.format(
                List.of("request", "a second", "p50", "p99", "max", "failed", "µs of the server", "µs of the load"),
                measured.stream().map(OfrepBenchCommand::row).toList()));
        report.addValue("measured", measured);
    }

    private static List<String> row(RequestMeasurement row) {
        HttpLoadGenerator.LoadInterval load = row.load();
        return List.of(
                row.request(),
                String.format(Locale.ROOT, "%.0f", load.perSecond()),
                String.format(Locale.ROOT, "%.2f", load.p50Millis()),
                String.format(Locale.ROOT, "%.2f", load.p99Millis()),
                String.format(Locale.ROOT, "%.1f", load.maxMillis()),
                String.valueOf(load.errors()),
                String.format(Locale.ROOT, "%.0f", row.microsPerRequest()),
                String.format(Locale.ROOT, "%.0f", row.clientMicrosPerRequest()));
    }
}
