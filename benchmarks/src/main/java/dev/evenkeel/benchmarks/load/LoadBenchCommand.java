// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.load;

import dev.evenkeel.benchmarks.http.HttpLoadGenerator;
import dev.evenkeel.benchmarks.http.RequestSource;
import dev.evenkeel.benchmarks.jmh.FlagDefinitionGenerator;
import dev.evenkeel.benchmarks.ofrep.OfrepRequestFactory;
import dev.evenkeel.benchmarks.report.BenchmarkReport;
import dev.evenkeel.benchmarks.report.ResultDirectoryOption;
import dev.evenkeel.benchmarks.server.BenchmarkServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The command `bench load`.
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        description = {
            "How many outcome batches a second one server takes in, and whether it stays as it is for a long time.",
            "",
            "Three rollouts run at one half and are judged every second. First batches come as fast as the server",
            "answers, for a minute; then half as many, evenly, and reads of flags besides, for MINUTES. A server of its",
            "own with an embedded database, on the machine that the load comes from."
        })
public final class LoadBenchCommand implements Callable<Integer> {
    private static final int ROLLOUTS = 3;
    private static final int FLAGS = 100;
    private static final Duration WARM_UP = Duration.ofSeconds(30);
    private static final Duration FASTEST = Duration.ofSeconds(60);
    private static final Duration SETTLING = Duration.ofSeconds(10);
    private static final int SECONDS_BETWEEN_NOTES = 10;
    private static final double GROWTH_LIMIT = 5;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private @Nullable ResultDirectoryOption results;

    @Option(
            names = "--minutes",
            defaultValue = "30",
            paramLabel = "MINUTES",
            description = "How long the steady load lasts (default: ${DEFAULT-VALUE}).")
    private int minutes = 30;

    @Option(
            names = "--connections",
            defaultValue = "16",
            paramLabel = "N",
            description = "Processes that send batches, each one at a time (default: ${DEFAULT-VALUE}).")
    private int connections = 16;

    @Option(
            names = "--reads",
            defaultValue = "1000",
            paramLabel = "N",
            description = "Reads of one flag a second over OFREP (default: ${DEFAULT-VALUE}).")
    private int reads = 1_000;

    @Option(
            names = "--units",
            defaultValue = "1",
            paramLabel = "N",
            description = {
                "Units of each side of each rollout in a batch that are new (default: ${DEFAULT-VALUE}).",
                "Each is kept until its rollout ends; of one exposure at most two million."
            })
    private int units = 1;

    public LoadBenchCommand() {}

    /// The results of the steady load.
    private record SteadyLoadResult(HttpLoadGenerator.Result batches, HttpLoadGenerator.Result reads) {}

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        if (minutes < 1 || connections < 1 || reads < 1 || units < 0) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    "--minutes, --connections and --reads must be 1 or more, --units 0 or more, got "
                            + List.of(minutes, connections, reads, units));
        }
        var report = new BenchmarkReport(
                "Load for half an hour",
                "./evenkeel bench load --minutes %d --connections %d --reads %d --units %d"
                        .formatted(minutes, connections, reads, units));
        try (BenchmarkServer server = BenchmarkServer.start(
                        ResultDirectoryOption.home(), FlagDefinitionGenerator.withProbe(FLAGS, 0));
                var ofrep = new OfrepRequestFactory(server)) {
            List<SteadyRollout> rollouts = new ArrayList<>();
            for (int i = 0; i < ROLLOUTS; i++) {
                rollouts.add(SteadyRollout.start(server, "flag-" + i));
            }
            System.err.println("as fast as it goes ...");
            HttpLoadGenerator.LoadInterval fastest = HttpLoadGenerator.run(
                            address(server),
                            HttpLoadGenerator.LoadPlan.closed(
                                    i -> new OutcomeBatchSource(server, rollouts, "fast-" + i, units),
                                    200,
                                    connections,
                                    WARM_UP,
                                    FASTEST))
                    .whole();
            describe(report, server, rollouts, fastest, ofrep.single());
        }
        Objects.requireNonNull(results).write(report, "load");
        return 0;
    }

    private void describe(
            BenchmarkReport report,
            BenchmarkServer server,
            List<SteadyRollout> rollouts,
            HttpLoadGenerator.LoadInterval fastest,
            List<ByteBuffer> reading)
            throws IOException, InterruptedException, ExecutionException {
        System.err.printf(
                Locale.ROOT, "%.0f batches a second; half of that for %d min ...%n", fastest.perSecond(), minutes);
        var memory = new ResidentMemoryLog(server.gauge());
        long heap = server.gauge().liveHeap();
        long disk = server.databaseBytes();
        Duration processor = server.gauge().processorTime();
        Duration database = server.databaseProcessorTime();
        SteadyLoadResult steady = steady(server, rollouts, fastest.perSecond() / 2, reading, memory);
        Duration used = server.gauge().processorTime().minus(processor);
        Duration usedByDatabase = server.databaseProcessorTime().minus(database);
        LoadBenchReport.write(
                report,
                new LoadBenchReport.LoadFigures(
                        fastest,
                        steady.batches(),
                        steady.reads(),
                        memory,
                        heap,
                        server.gauge().liveHeap(),
                        server.databaseBytes() - disk,
                        used,
                        usedByDatabase),
                units,
                GROWTH_LIMIT);
    }

    private SteadyLoadResult steady(
            BenchmarkServer server,
            List<SteadyRollout> rollouts,
            double perSecond,
            List<ByteBuffer> reading,
            ResidentMemoryLog memory)
            throws InterruptedException, ExecutionException {
        Duration time = Duration.ofMinutes(minutes);
        Duration span = Duration.ofMinutes(1);
        var batches = new HttpLoadGenerator.LoadPlan(
                i -> new OutcomeBatchSource(server, rollouts, "steady-" + i, units),
                200,
                connections,
                perSecond,
                SETTLING,
                time,
                span);
        var read = new HttpLoadGenerator.LoadPlan(
                i -> RequestSource.repeating(reading, i), 200, connections, reads, SETTLING, time, span);
        try (ScheduledExecutorService notes = Executors.newSingleThreadScheduledExecutor();
                ExecutorService loads = Executors.newFixedThreadPool(2)) {
            Future<?> noting =
                    notes.scheduleAtFixedRate(() -> note(memory), 0, SECONDS_BETWEEN_NOTES, TimeUnit.SECONDS);
            Future<HttpLoadGenerator.Result> first =
                    loads.submit(() -> HttpLoadGenerator.run(address(server), batches));
            Future<HttpLoadGenerator.Result> second = loads.submit(() -> HttpLoadGenerator.run(address(server), read));
            SteadyLoadResult steady = new SteadyLoadResult(first.get(), second.get());
            noting.cancel(true);
            return steady;
        }
    }

    private static void note(ResidentMemoryLog memory) {
        try {
            memory.sample();
        } catch (IOException e) {
            System.err.println("The memory cannot be read: " + e.getMessage());
        }
    }

    private static InetSocketAddress address(BenchmarkServer server) {
        return new InetSocketAddress(
                server.address().getHost(), server.address().getPort());
    }
}
