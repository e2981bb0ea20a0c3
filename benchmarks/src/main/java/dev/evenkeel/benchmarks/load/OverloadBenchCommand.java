// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.load;

import dev.evenkeel.benchmarks.http.HttpLoadGenerator;
import dev.evenkeel.benchmarks.jmh.FlagDefinitionGenerator;
import dev.evenkeel.benchmarks.report.BenchmarkGoal;
import dev.evenkeel.benchmarks.report.BenchmarkOptions;
import dev.evenkeel.benchmarks.report.BenchmarkReport;
import dev.evenkeel.benchmarks.report.MarkdownTable;
import dev.evenkeel.benchmarks.report.OptionValidator;
import dev.evenkeel.benchmarks.server.BenchmarkServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The command `bench overload`.
@Command(
        name = "overload",
        mixinStandardHelpOptions = true,
        description = {
            "How many outcome batches a second an overloaded server still accepts in time (goodput).",
            "",
            "First 16 senders send as fast as the server answers: its capacity. Then many senders abandon each",
            "request that is not answered within the timeout, reconnect and send it again. Exit code 1 when the",
            "goodput is less than half of the capacity. A server of its own with an embedded database."
        })
public final class OverloadBenchCommand implements Callable<Integer> {
    private static final int FLAGS = 100;
    private static final int ROLLOUTS = 3;
    private static final int PATIENT_SENDERS = 16;
    private static final Duration WARM_UP = Duration.ofSeconds(30);
    private static final double LEAST_SHARE = 0.5;

    @Mixin
    private final BenchmarkOptions options = new BenchmarkOptions();

    @Option(
            names = "--senders",
            defaultValue = "300",
            paramLabel = "N",
            description = "Impatient senders, 1 to 2000 (default: ${DEFAULT-VALUE}).")
    private int senders = 300;

    @Option(
            names = "--timeout",
            defaultValue = "1000",
            paramLabel = "MILLISECONDS",
            description = "Time after which a sender abandons a request, 10 to 60000 (default: ${DEFAULT-VALUE}).")
    private int timeout = 1_000;

    @Option(
            names = "--seconds",
            defaultValue = "60",
            paramLabel = "N",
            description = "Duration of each of the two measurements (default: ${DEFAULT-VALUE}).")
    private int seconds = 60;

    public OverloadBenchCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        check();
        var report = new BenchmarkReport(
                "Goodput under overload",
                "./evenkeel bench overload --senders %d --timeout %d --seconds %d"
                        .formatted(senders, timeout, seconds));
        boolean met;
        try (BenchmarkServer server =
                BenchmarkServer.start(BenchmarkOptions.home(), FlagDefinitionGenerator.withProbe(FLAGS, 0))) {
            List<SteadyRollout> rollouts = new ArrayList<>();
            for (int i = 0; i < ROLLOUTS; i++) {
                rollouts.add(SteadyRollout.start(server.access(), "flag-" + i));
            }
            var address = new InetSocketAddress(
                    server.address().getHost(), server.address().getPort());
            Duration time = Duration.ofSeconds(seconds);
            System.err.println(PATIENT_SENDERS + " senders, as fast as it goes ...");
            double capacity = HttpLoadGenerator.run(
                            address,
                            HttpLoadGenerator.LoadPlan.closed(
                                    i -> new OutcomeBatchSource(server.access(), rollouts, "patient-" + i, 1),
                                    200,
                                    PATIENT_SENDERS,
                                    WARM_UP,
                                    time))
                    .whole()
                    .perSecond();
            System.err.printf(Locale.ROOT, "%.0f batches a second; now %d impatient senders ...%n", capacity, senders);
            ImpatientSenders.SenderCounts counts = new ImpatientSenders(address, Duration.ofMillis(timeout))
                    .run(
                            i -> new OutcomeBatchSource(server.access(), rollouts, "impatient-" + i, 1),
                            senders,
                            WARM_UP,
                            time);
            met = describe(report, capacity, counts);
        }
        options.write(report, "overload");
        return met ? 0 : 1;
    }

    private void check() {
        OptionValidator validator = options.validator();
        validator.requireRange("--senders", senders, 1, 2_000);
        validator.requireRange("--timeout", timeout, 10, 60_000);
        validator.requireAtLeast("--seconds", seconds, 1);
    }

    private boolean describe(BenchmarkReport report, double capacity, ImpatientSenders.SenderCounts counts) {
        double goodput = counts.accepted() / (double) seconds;
        boolean met = goodput >= LEAST_SHARE * capacity;
        report.addText("Capacity: batches a second that " + PATIENT_SENDERS + " senders deliver, each one at a time. "
                + "Goodput: batches a second that are accepted within " + timeout + " ms, of " + senders
                + " senders that then reconnect and send the batch again, and that ignore `Retry-After`.");
        report.addGoals(List.of(new BenchmarkGoal(
                "goodput is at least half of the capacity",
                String.format(Locale.ROOT, "%.0f%%", 100 * goodput / capacity),
                met)));
        report.addText(MarkdownTable.format(
                List.of("", "a second"),
                List.of(
                        List.of("capacity", perSecond(capacity)),
                        List.of("goodput", perSecond(goodput)),
                        List.of("refused at once", perSecond(counts.refused() / (double) seconds)),
                        List.of("abandoned", perSecond(counts.abandoned() / (double) seconds)))));
        report.addValue("capacity", capacity);
        report.addValue("goodput", goodput);
        report.addValue("refused", counts.refused());
        report.addValue("abandoned", counts.abandoned());
        return met;
    }

    private static String perSecond(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
