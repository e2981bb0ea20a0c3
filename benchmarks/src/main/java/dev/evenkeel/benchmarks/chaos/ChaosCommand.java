// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.chaos;

import dev.evenkeel.benchmarks.report.BenchmarkReport;
import dev.evenkeel.benchmarks.report.ResultDirectoryOption;
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
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The command `evenkeel chaos`.
@Command(
        name = "chaos",
        mixinStandardHelpOptions = true,
        description = {
            "Three servers on one database and five services under faults by a schedule: processes killed and standing",
            "still, networks slow, silent, half-open and cut, the database restarted, a full disk, a wrong clock. Rollouts",
            "run meanwhile. Afterwards it checks that nothing was lost, doubled, exposed or decided that should not be.",
            "",
            "Everything runs on loopback, as processes of this command. It takes some three minutes more than it is told.",
            "benchmarks/fault-campaigns.md explains the checks. Exit codes: 0 if all invariants hold, 1 if one is violated,",
            "2 for invalid options."
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
            description = "How long things go wrong, 1 to " + MOST_MINUTES + " (default: ${DEFAULT-VALUE}).")
    private int minutes = 2;

    @Option(
            names = "--seed",
            defaultValue = "1",
            paramLabel = "S",
            description = "Of the schedule and of the traffic (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--intake",
            defaultValue = IntakeOption.POSTGRESQL,
            paramLabel = "STORE",
            description = "postgresql, or kafka with three brokers, which are killed too (default: ${DEFAULT-VALUE}).")
    private String intake = IntakeOption.POSTGRESQL;

    @Option(names = "--schedule", description = "Print the schedule of the seed, and do nothing.")
    private boolean scheduleOnly;

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    @Option(names = "--report", paramLabel = "FILE", description = "Write the report there, and as JSON beside it.")
    private @Nullable Path report;

    @Option(names = "--keep", description = "Keep databases, logs and journals, and say where.")
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
        if (minutes < 1 || minutes > MOST_MINUTES) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    "--minutes must be 1 to " + MOST_MINUTES + ", got " + minutes + ". Nothing was started.");
        }
        if (!IntakeOption.ALL.contains(intake)) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    "--intake must be " + String.join(" or ", IntakeOption.ALL) + ", got " + intake
                            + ". Nothing was started.");
        }
        FaultSchedule schedule =
                FaultSchedule.of(seed, Duration.ofMinutes(minutes), FaultKind.list(intake.equals(IntakeOption.KAFKA)));
        if (scheduleOnly) {
            System.out.print(schedule.toText());
            return 0;
        }
        System.err.print("chaos: the schedule of seed " + seed + "\n" + schedule.toText());
        var written = new BenchmarkReport(
                "A fault campaign",
                "./evenkeel chaos --minutes " + minutes + " --seed " + seed + " --intake " + intake);
        Path data = Files.createTempDirectory("evenkeel-chaos");
        boolean holds = campaign(schedule, data).writeTo(written);
        write(written);
        System.err.println("chaos: " + (holds ? "everything holds" : "NOT everything holds"));
        return holds ? 0 : 1;
    }

    private ChaosReport campaign(FaultSchedule schedule, Path data) throws IOException, InterruptedException {
        var run = new ChaosCampaign(ResultDirectoryOption.home(), data, seed, intake.equals(IntakeOption.KAFKA));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(run, data), "end of the campaign"));
        CollectedState collected = run.run(schedule);
        List<InvariantResult> findings = InvariantCheck.checkAll(collected);
        findings.stream()
                .flatMap(finding -> finding.violations().stream())
                .forEach(violation -> System.err.println("chaos: VIOLATED: " + violation));
        return new ChaosReport(
                schedule, run.events(), findings, collected.rollouts(), intake.equals(IntakeOption.KAFKA));
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
