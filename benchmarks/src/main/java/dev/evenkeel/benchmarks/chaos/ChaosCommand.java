// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.chaos;

import dev.evenkeel.benchmarks.report.BenchmarkOptions;
import dev.evenkeel.benchmarks.report.BenchmarkReport;
import dev.evenkeel.benchmarks.report.OptionValidator;
import dev.evenkeel.benchmarks.report.SeedOption;
import dev.evenkeel.benchmarks.server.IntakeOption;
import dev.evenkeel.examples.demo.process.DirectoryDeleter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The command `evenkeel chaos`.
@Command(
        name = "chaos",
        mixinStandardHelpOptions = true,
        description = {
            "Runs rollouts on three servers and five services under a schedule of faults, and checks invariants afterwards.",
            "",
            "Faults: processes killed or suspended; networks slow, silent, half-open or cut; the database restarted; a full",
            "disk; a wrong clock. Everything runs on loopback, in child processes. Takes about three minutes longer than",
            "--minutes. benchmarks/fault-campaigns.md explains the checks. Exit codes: 0 if all invariants hold, 1 if one is",
            "violated, 2 for invalid options."
        })
public final class ChaosCommand implements Callable<Integer> {
    private static final int HELP_WIDTH = 120;
    private static final int MOST_MINUTES = 600;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--minutes",
            defaultValue = "2",
            paramLabel = "N",
            description = "Duration of the faults, 1 to " + MOST_MINUTES + " (default: ${DEFAULT-VALUE}).")
    private int minutes = 2;

    @Mixin
    private final SeedOption seed = new SeedOption();

    @Mixin
    private final IntakeOption intake = new IntakeOption();

    @Option(names = "--schedule", description = "Print the schedule of the seed, and exit.")
    private boolean scheduleOnly;

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    @Option(names = "--report", paramLabel = "FILE", description = "Write the report there, and as JSON next to it.")
    private @Nullable Path report;

    @Option(names = "--keep", description = "Keep databases, logs and journals, and print their folder.")
    private boolean keep;

    ChaosCommand() {}

    /// Runs one campaign and exits: 0 all invariants hold, 1 an invariant is violated, 2 usage error.
    ///
    /// @param arguments as typed after `./evenkeel chaos`
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ChaosCommand())
                .setUsageHelpWidth(HELP_WIDTH)
                .execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        new OptionValidator(Objects.requireNonNull(spec)).requireRange("--minutes", minutes, 1, MOST_MINUTES);
        FaultSchedule schedule =
                FaultSchedule.of(seed.seed(), Duration.ofMinutes(minutes), FaultKind.list(intake.isKafka()));
        if (scheduleOnly) {
            System.out.print(schedule.toText());
            return 0;
        }
        System.err.print("chaos: the schedule of seed " + seed.seed() + "\n" + schedule.toText());
        var written = new BenchmarkReport(
                "Fault campaign",
                "./evenkeel chaos --minutes " + minutes + " --seed " + seed.seed() + " --intake " + intake.store());
        Path data = Files.createTempDirectory("evenkeel-chaos");
        boolean holds = campaign(schedule, data).writeTo(written);
        write(written);
        System.err.println("chaos: " + (holds ? "all invariants hold" : "an invariant is violated"));
        return holds ? 0 : 1;
    }

    private ChaosReport campaign(FaultSchedule schedule, Path data) throws IOException, InterruptedException {
        var run = new ChaosCampaign(BenchmarkOptions.home(), data, seed.seed(), intake.isKafka());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(run, data), "end of the campaign"));
        CollectedState collected = run.run(schedule);
        List<InvariantResult> findings = InvariantCheck.checkAll(collected);
        findings.stream()
                .flatMap(finding -> finding.violations().stream())
                .forEach(violation -> System.err.println("chaos: VIOLATED: " + violation));
        return new ChaosReport(schedule, run.events(), findings, collected.rollouts(), intake.isKafka());
    }

    /* Shutdown hook; also runs on SIGTERM. */
    private void end(ChaosCampaign run, Path data) {
        run.close();
        if (keep) {
            System.err.println("chaos: databases, logs and journals are in " + data);
        } else {
            DirectoryDeleter.delete(data);
        }
    }

    private void write(BenchmarkReport written) throws IOException {
        if (report != null) {
            Path file = report.toAbsolutePath();
            written.write(
                    Objects.requireNonNull(file.getParent(), "a file has a folder"),
                    String.valueOf(file.getFileName()).replaceFirst("[.]md$", ""));
        }
        System.out.println(json ? written.toJson() : written.toMarkdown());
    }
}
