// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.load;

import dev.evenkeel.benchmarks.http.HttpLoad;
import dev.evenkeel.benchmarks.http.RequestSource;
import dev.evenkeel.benchmarks.jmh.Definitions;
import dev.evenkeel.benchmarks.ofrep.OfrepRequests;
import dev.evenkeel.benchmarks.report.Report;
import dev.evenkeel.benchmarks.report.ResultFolder;
import dev.evenkeel.benchmarks.server.TestServer;
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

/// `bench load`.
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
public final class LoadCommand implements Callable<Integer> {
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
    private @Nullable ResultFolder results;

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

    /// Created by picocli.
    public LoadCommand() {}

    /// What the steady load came to.
    private record Steady(HttpLoad.Result batches, HttpLoad.Result reads) {}

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        if (minutes < 1 || connections < 1 || reads < 1 || units < 0) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    "--minutes, --connections and --reads must be 1 or more, --units 0 or more, got "
                            + List.of(minutes, connections, reads, units));
        }
        var report = new Report(
                "Load for half an hour",
                "./evenkeel bench load --minutes %d --connections %d --reads %d --units %d"
                        .formatted(minutes, connections, reads, units));
        try (TestServer server = TestServer.start(ResultFolder.home(), Definitions.withProbe(FLAGS, 0));
                var ofrep = new OfrepRequests(server)) {
            List<RunningRollout> rollouts = new ArrayList<>();
            for (int i = 0; i < ROLLOUTS; i++) {
                rollouts.add(RunningRollout.start(server, "flag-" + i));
            }
            System.err.println("as fast as it goes ...");
            HttpLoad.Span fastest = HttpLoad.run(
                            address(server),
                            HttpLoad.Plan.closed(
                                    i -> new BatchSource(server, rollouts, "fast-" + i, units),
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
            Report report,
            TestServer server,
            List<RunningRollout> rollouts,
            HttpLoad.Span fastest,
            List<ByteBuffer> reading)
            throws IOException, InterruptedException, ExecutionException {
        System.err.printf(
                Locale.ROOT, "%.0f batches a second; half of that for %d min ...%n", fastest.perSecond(), minutes);
        var memory = new MemoryLog(server.gauge());
        long heap = server.gauge().liveHeap();
        long disk = server.databaseBytes();
        Duration processor = server.gauge().processorTime();
        Duration database = server.databaseProcessorTime();
        Steady steady = steady(server, rollouts, fastest.perSecond() / 2, reading, memory);
        Duration used = server.gauge().processorTime().minus(processor);
        Duration usedByDatabase = server.databaseProcessorTime().minus(database);
        LoadReport.write(
                report,
                new LoadReport.Figures(
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

    private Steady steady(
            TestServer server,
            List<RunningRollout> rollouts,
            double perSecond,
            List<ByteBuffer> reading,
            MemoryLog memory)
            throws InterruptedException, ExecutionException {
        Duration time = Duration.ofMinutes(minutes);
        Duration span = Duration.ofMinutes(1);
        var batches = new HttpLoad.Plan(
                i -> new BatchSource(server, rollouts, "steady-" + i, units),
                200,
                connections,
                perSecond,
                SETTLING,
                time,
                span);
        var read = new HttpLoad.Plan(
                i -> RequestSource.repeating(reading, i), 200, connections, reads, SETTLING, time, span);
        try (ScheduledExecutorService notes = Executors.newSingleThreadScheduledExecutor();
                ExecutorService loads = Executors.newFixedThreadPool(2)) {
            Future<?> noting =
                    notes.scheduleAtFixedRate(() -> note(memory), 0, SECONDS_BETWEEN_NOTES, TimeUnit.SECONDS);
            Future<HttpLoad.Result> first = loads.submit(() -> HttpLoad.run(address(server), batches));
            Future<HttpLoad.Result> second = loads.submit(() -> HttpLoad.run(address(server), read));
            Steady steady = new Steady(first.get(), second.get());
            noting.cancel(true);
            return steady;
        }
    }

    private static void note(MemoryLog memory) {
        try {
            memory.note();
        } catch (IOException e) {
            System.err.println("The memory cannot be read: " + e.getMessage());
        }
    }

    private static InetSocketAddress address(TestServer server) {
        return new InetSocketAddress(
                server.address().getHost(), server.address().getPort());
    }
}
