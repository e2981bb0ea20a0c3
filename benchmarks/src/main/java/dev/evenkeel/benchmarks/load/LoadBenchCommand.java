// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.load;

import dev.evenkeel.benchmarks.http.HttpLoadGenerator;
import dev.evenkeel.benchmarks.http.RequestSource;
import dev.evenkeel.benchmarks.jmh.FlagDefinitionGenerator;
import dev.evenkeel.benchmarks.ofrep.OfrepRequestFactory;
import dev.evenkeel.benchmarks.report.BenchmarkOptions;
import dev.evenkeel.benchmarks.report.BenchmarkReport;
import dev.evenkeel.benchmarks.report.OptionValidator;
import dev.evenkeel.benchmarks.server.BenchmarkServer;
import dev.evenkeel.benchmarks.server.IntakeOption;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The command `bench load`.
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        description = {
            "Measures how many outcome batches per second one server stores, and whether it is stable for a long time.",
            "",
            "Rollouts run at 50%% and are evaluated every second; a batch contains three of them. First, batches are sent",
            "as fast as the server responds, for a minute. Then a steady rate of batches, and reads of flags, for MINUTES.",
            "Starts a separate server with an embedded database on this machine, and with --intake kafka also a broker."
        })
public final class LoadBenchCommand implements Callable<Integer> {
    private static final int ROLLOUTS_OF_BATCH = 3;
    private static final int FLAGS = 100;
    private static final Duration WARM_UP = Duration.ofSeconds(30);
    private static final Duration FASTEST = Duration.ofSeconds(60);
    private static final Duration SETTLING = Duration.ofSeconds(10);
    private static final int SECONDS_BETWEEN_NOTES = 10;
    private static final double GROWTH_LIMIT = 5;

    @Mixin
    private final BenchmarkOptions options = new BenchmarkOptions();

    @Option(
            names = "--minutes",
            defaultValue = "30",
            paramLabel = "MINUTES",
            description = "Duration of the steady load (default: ${DEFAULT-VALUE}).")
    private int minutes = 30;

    @Option(
            names = "--connections",
            defaultValue = "16",
            paramLabel = "N",
            description = "Processes that send batches, each one at a time (default: ${DEFAULT-VALUE}).")
    private int connections = 16;

    @Option(
            names = "--keys",
            defaultValue = "1",
            paramLabel = "N",
            description = "SDK keys of these processes (default: ${DEFAULT-VALUE}).")
    private int keys = 1;

    @Option(
            names = "--rollouts",
            defaultValue = "3",
            paramLabel = "N",
            description = "Running rollouts, a multiple of three (default: ${DEFAULT-VALUE}).")
    private int rollouts = ROLLOUTS_OF_BATCH;

    @Option(
            names = "--rate",
            defaultValue = "0",
            paramLabel = "N",
            description =
                    "Batches per second of the steady load; 0 for half of the highest rate (default: ${DEFAULT-VALUE}).")
    private int rate;

    @Option(
            names = "--reads",
            defaultValue = "1000",
            paramLabel = "N",
            description = "Reads of one flag per second over OFREP during the steady load (default: ${DEFAULT-VALUE}).")
    private int reads = 1_000;

    @Option(
            names = "--units",
            defaultValue = "1",
            paramLabel = "N",
            description = {
                "New units of each side of each rollout in a batch (default: ${DEFAULT-VALUE}).",
                "The server counts at most two million units per exposure."
            })
    private int units = 1;

    @Option(
            names = "--processes",
            defaultValue = "0",
            paramLabel = "N",
            description = {
                "Processes that send batches in turn, at least one per connection; 0 for one per connection",
                "(default: ${DEFAULT-VALUE})."
            })
    private int processes;

    @Mixin
    private final IntakeOption intake = new IntakeOption();

    public LoadBenchCommand() {}

    /// The results of the steady load.
    private record SteadyLoadResult(HttpLoadGenerator.Result batches, HttpLoadGenerator.@Nullable Result reads) {}

    /// The server under load, and where it stores batches first.
    private record SystemUnderLoad(BenchmarkServer server, LoadIntake intake) {
        /// Returns the bytes of live objects once all batches of the topic are stored.
        long liveHeapWithoutWaitingBatches() throws IOException, InterruptedException {
            intake.awaitStored(server);
            return server.gauge().liveHeap();
        }
    }

    /// The rollouts that the load is about, and the keys of the processes that send it.
    private record Workload(List<SteadyRollout> rollouts, List<String> sdkKeys) {
        List<String> listEndReasons(BenchmarkServer server) throws IOException, InterruptedException {
            List<String> reasons = new ArrayList<>();
            for (SteadyRollout rollout : rollouts) {
                rollout.findEndReason(server.access()).ifPresent(reasons::add);
            }
            return reasons;
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        check();
        var report = new BenchmarkReport(
                "Outcome load",
                ("./evenkeel bench load --minutes %d --connections %d --processes %d --keys %d --rollouts %d --rate %d"
                                + " --reads %d --units %d --intake %s")
                        .formatted(
                                minutes, connections, processes, keys, rollouts, rate, reads, units, intake.store()));
        try (LoadIntake store = LoadIntake.start(intake.isKafka());
                BenchmarkServer server = BenchmarkServer.start(
                        BenchmarkOptions.home(), FlagDefinitionGenerator.withProbe(FLAGS, 0), store.serverOptions());
                var ofrep = new OfrepRequestFactory(server)) {
            measure(report, new SystemUnderLoad(server, store), ofrep.single());
        }
        options.write(report, "load");
        return 0;
    }

    private void check() {
        OptionValidator validator = options.validator();
        validator.requireAtLeast("--minutes", minutes, 1);
        validator.requireAtLeast("--connections", connections, 1);
        validator.requireAtLeast("--keys", keys, 1);
        validator.require(
                rollouts > 0 && rollouts % ROLLOUTS_OF_BATCH == 0,
                "--rollouts",
                "a multiple of " + ROLLOUTS_OF_BATCH,
                rollouts);
        validator.requireAtLeast("--reads", reads, 0);
        validator.requireAtLeast("--units", units, 0);
        validator.requireAtLeast("--rate", rate, 0);
        validator.requireAtLeast("--processes", processes, 0);
    }

    private void measure(BenchmarkReport report, SystemUnderLoad system, List<ByteBuffer> reading)
            throws IOException, InterruptedException, ExecutionException {
        BenchmarkServer server = system.server();
        List<SteadyRollout> running = new ArrayList<>();
        for (int i = 0; i < rollouts; i++) {
            running.add(SteadyRollout.start(server.access(), "flag-" + i));
        }
        var workload = new Workload(running, sdkKeys(server));
        System.err.println("as fast as possible ...");
        LoadIntake.IntakeFigures before = system.intake().read(server);
        HttpLoadGenerator.LoadInterval fastest = HttpLoadGenerator.run(
                        address(server),
                        HttpLoadGenerator.LoadPlan.closed(
                                i -> source(server, workload, "fast", i), 200, connections, WARM_UP, FASTEST))
                .whole();
        system.intake().awaitStored(server);
        var fastestLoad = new LoadBenchReport.FastestLoad(
                fastest, system.intake().read(server).since(before));
        describe(report, system, workload, fastestLoad, reading);
    }

    private List<String> sdkKeys(BenchmarkServer server) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(server.sdkKey()));
        while (all.size() < keys) {
            all.add(server.createSdkKey("load-" + all.size()));
        }
        return all;
    }

    /* One connection sends the batches of several processes in turn. */
    private RequestSource source(BenchmarkServer server, Workload workload, String phase, int connection) {
        int count = Math.max(1, (processes - connection + connections - 1) / connections);
        List<OutcomeBatchSource> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(process(server, workload, phase, connection + i * connections));
        }
        return RequestSource.inTurn(all);
    }

    private OutcomeBatchSource process(BenchmarkServer server, Workload workload, String phase, int number) {
        List<SteadyRollout> running = workload.rollouts();
        List<String> sdkKeys = workload.sdkKeys();
        int first = number * ROLLOUTS_OF_BATCH % running.size();
        return new OutcomeBatchSource(
                server.access().withSdkKey(sdkKeys.get(number % sdkKeys.size())),
                running.subList(first, first + ROLLOUTS_OF_BATCH),
                phase + "-" + number,
                units);
    }

    private void describe(
            BenchmarkReport report,
            SystemUnderLoad system,
            Workload workload,
            LoadBenchReport.FastestLoad fastest,
            List<ByteBuffer> reading)
            throws IOException, InterruptedException, ExecutionException {
        BenchmarkServer server = system.server();
        double steadyRate = rate == 0 ? fastest.batches().perSecond() / 2 : rate;
        System.err.printf(
                Locale.ROOT,
                "%.0f batches per second; now %.0f for %d min ...%n",
                fastest.batches().perSecond(),
                steadyRate,
                minutes);
        var memory = new ResidentMemoryLog(server.gauge());
        long heap = system.liveHeapWithoutWaitingBatches();
        long disk = server.databaseBytes();
        Duration processor = server.gauge().processorTime();
        Duration database = server.databaseProcessorTime();
        LoadIntake.IntakeFigures before = system.intake().read(server);
        SteadyLoadResult steady =
                steady(server, i -> source(server, workload, "steady", i), steadyRate, reading, memory);
        Duration used = server.gauge().processorTime().minus(processor);
        Duration usedByDatabase = server.databaseProcessorTime().minus(database);
        LoadIntake.IntakeFigures intakeFigures = system.intake().read(server).since(before);
        LoadBenchReport.write(
                report,
                new LoadBenchReport.LoadFigures(
                        fastest,
                        steady.batches(),
                        steady.reads(),
                        memory,
                        heap,
                        system.liveHeapWithoutWaitingBatches(),
                        server.databaseBytes() - disk,
                        used,
                        usedByDatabase,
                        intakeFigures,
                        workload.listEndReasons(server)),
                units,
                GROWTH_LIMIT);
    }

    private SteadyLoadResult steady(
            BenchmarkServer server,
            IntFunction<RequestSource> sources,
            double perSecond,
            List<ByteBuffer> reading,
            ResidentMemoryLog memory)
            throws InterruptedException, ExecutionException {
        Duration time = Duration.ofMinutes(minutes);
        Duration span = Duration.ofMinutes(1);
        var batches = new HttpLoadGenerator.LoadPlan(sources, 200, connections, perSecond, SETTLING, time, span);
        var read = new HttpLoadGenerator.LoadPlan(
                i -> RequestSource.repeating(reading, i), 200, Math.min(connections, 16), reads, SETTLING, time, span);
        try (ScheduledExecutorService notes = Executors.newSingleThreadScheduledExecutor();
                ExecutorService loads = Executors.newFixedThreadPool(2)) {
            Future<?> noting =
                    notes.scheduleAtFixedRate(() -> note(memory), 0, SECONDS_BETWEEN_NOTES, TimeUnit.SECONDS);
            Future<HttpLoadGenerator.Result> first =
                    loads.submit(() -> HttpLoadGenerator.run(address(server), batches));
            @Nullable
            Future<HttpLoadGenerator.Result> second =
                    reads == 0 ? null : loads.submit(() -> HttpLoadGenerator.run(address(server), read));
            SteadyLoadResult steady = new SteadyLoadResult(first.get(), second == null ? null : second.get());
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
