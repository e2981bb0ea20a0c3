// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.propagation;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.evenkeel.benchmarks.jmh.FlagDefinitionGenerator;
import dev.evenkeel.benchmarks.report.BenchmarkGoal;
import dev.evenkeel.benchmarks.report.BenchmarkOptions;
import dev.evenkeel.benchmarks.report.BenchmarkReport;
import dev.evenkeel.benchmarks.report.MarkdownTable;
import dev.evenkeel.benchmarks.report.OptionValidator;
import dev.evenkeel.benchmarks.server.BenchmarkServer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The command `bench propagation`.
@Command(
        name = "propagation",
        mixinStandardHelpOptions = true,
        description = {
            "How long a committed change takes until every connected client has it.",
            "",
            "Starts a server of its own, opens the streams from this process, some of them by real SDKs, and commits",
            "changes over HTTP, one at a time. Tells what an open stream costs the server too. Takes one to two minutes."
        })
public final class PropagationBenchCommand implements Callable<Integer> {
    /// Open files of a process in addition to its streams.
    private static final int OTHER_FILES = 500;

    private static final int MOST_CLIENTS = 10_000;

    @Mixin
    private final BenchmarkOptions options = new BenchmarkOptions();

    @Option(
            names = "--clients",
            defaultValue = "1000",
            paramLabel = "N",
            description = "Streams, at most 10000 (default: ${DEFAULT-VALUE}).")
    private int clients = 1_000;

    @Option(
            names = "--sdks",
            defaultValue = "20",
            paramLabel = "N",
            description = "How many of them are real SDKs (default: ${DEFAULT-VALUE}).")
    private int sdks = 20;

    @Option(
            names = "--changes",
            defaultValue = "100",
            paramLabel = "N",
            description = "Changes to commit (default: ${DEFAULT-VALUE}).")
    private int changes = 100;

    @Option(
            names = "--flags",
            defaultValue = "100",
            paramLabel = "N",
            description = "Flags in the environment (default: ${DEFAULT-VALUE}).")
    private int flags = 100;

    public PropagationBenchCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        check();
        var report = new BenchmarkReport(
                "From commit to " + clients + " connected clients",
                "./evenkeel bench propagation --clients %d --sdks %d --changes %d --flags %d"
                        .formatted(clients, sdks, changes, flags));
        try (BenchmarkServer server =
                BenchmarkServer.start(BenchmarkOptions.home(), FlagDefinitionGenerator.withProbe(flags, 0))) {
            describe(
                    report,
                    PropagationMeasurement.measure(
                            server, new PropagationMeasurement.Plan(clients, sdks, changes, flags)));
        }
        options.write(report, "propagation-" + clients);
        return 0;
    }

    private void check() {
        OptionValidator validator = options.validator();
        validator.requireRange("--clients", clients, 1, MOST_CLIENTS);
        validator.requireRange("--sdks", sdks, 0, clients - 1);
        validator.requireAtLeast("--changes", changes, 1);
        validator.requireAtLeast("--flags", flags, 1);
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                && system.getMaxFileDescriptorCount() < clients + OTHER_FILES) {
            throw validator.error(
                    clients + " streams need more open files than the " + system.getMaxFileDescriptorCount()
                            + " that are allowed here: raise ulimit -n to " + (clients + OTHER_FILES));
        }
    }

    private void describe(BenchmarkReport report, PropagationMeasurement.Result result) {
        PropagationDelays delays = result.observed();
        long perStream = (result.heapWith() - result.heapWithout()) / clients;
        report.addText("""
                Milliseconds, over %d changes of one flag among %d, one at a time. A stream has a change when the whole
                event is here; a real SDK when it evaluates to the new value, so that reading and compiling count
                (looked at every 0.25 ms). Server and clients share this machine.""".formatted(changes, flags));
        report.addGoals(goals(delays, perStream));
        report.addText(MarkdownTable.format(
                List.of("from", "to", "count", "p50", "p99", "max"),
                List.of(
                        row("change sent", "each stream", delays.sent()),
                        row("commit answered", "each stream", delays.answered()),
                        row("change sent", "the last stream of a change", delays.last()),
                        row("change sent", "each real SDK", delays.sdks()))));
        report.addText(String.format(
                Locale.ROOT,
                "- live heap of the server: %.1f MB without streams, %.1f MB with %d; %.1f kB for each%n"
                        + "- processor time of the server: %.2f s, %.1f ms for each change, heartbeats included",
                result.heapWithout() / 1e6,
                result.heapWith() / 1e6,
                clients,
                perStream / 1e3,
                result.processorTime().toMillis() / 1e3,
                result.processorTime().toMillis() / (double) changes));
        report.addValue("sent", delays.sent().summary());
        report.addValue("answered", delays.answered().summary());
        report.addValue("last", delays.last().summary());
        report.addValue("sdks", delays.sdks().summary());
        report.addValue("heapBytesWithoutStreams", result.heapWithout());
        report.addValue("heapBytesWithStreams", result.heapWith());
        report.addValue("processorMillis", result.processorTime().toMillis());
    }

    private List<BenchmarkGoal> goals(PropagationDelays delays, long perStream) {
        int limit = clients <= MOST_CLIENTS / 10 ? 50 : 200;
        return List.of(
                new BenchmarkGoal(
                        "99 of 100 streams have a change " + limit + " ms after it is committed",
                        String.format(
                                Locale.ROOT,
                                "%.1f ms from the answer, %.1f ms from sending",
                                delays.answered().p99(),
                                delays.sent().p99()),
                        delays.answered().p99() < limit),
                new BenchmarkGoal(
                        "a stream costs at most 40 kB of live heap",
                        String.format(Locale.ROOT, "%.1f kB", perStream / 1e3),
                        perStream <= 40_000));
    }

    private static List<String> row(String from, String to, DelayHistogram delays) {
        List<String> cells = new ArrayList<>(List.of(from, to));
        cells.addAll(delays.cells());
        return cells;
    }
}
