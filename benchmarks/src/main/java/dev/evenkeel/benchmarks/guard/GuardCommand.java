// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.guard;

import dev.evenkeel.benchmarks.report.Goal;
import dev.evenkeel.benchmarks.report.Report;
import dev.evenkeel.benchmarks.report.ResultFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `bench guard`.
@Command(
        name = "guard",
        mixinStandardHelpOptions = true,
        description = {
            "What the guard proves: false alarms and delays, exactly and by simulation, beside the rules of other tools.",
            "",
            "The guards themselves, on counts that are drawn at random from a seed: the same seed gives the same",
            "figures on every machine; only the times of the section cost are of this one. About 14 minutes of processor",
            "time on all cores, a twentieth of it with --quick, but at least a minute."
        })
public final class GuardCommand implements Callable<Integer> {
    private static final int QUICK = 20;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private @Nullable ResultFolder results;

    @Option(names = "--quick", description = "A twentieth of the runs: a proof that it works, with wider noise.")
    private boolean quick;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "SECTION",
            description =
                    "Only these: exact, delay, false-alarms, late-onset, peers, rollouts, latency, cost, extremes.")
    private List<String> only = new ArrayList<>();

    @Option(
            names = "--seed",
            defaultValue = "1",
            paramLabel = "N",
            description = "Of the random counts (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--pictures",
            paramLabel = "DIR",
            description = "Draws the two pictures of the documentation there; needs delay and peers.")
    private @Nullable Path pictures;

    /// Created by picocli.
    public GuardCommand() {}

    @Override
    public Integer call() throws IOException {
        var delay = new DelaySection();
        var peers = new PeersSection();
        List<Section> sections = chosen(List.of(
                new ExactSection(),
                delay,
                new FalseAlarmSection(),
                new LateOnsetSection(),
                peers,
                new RolloutsSection(),
                new LatencySection(),
                new CostSection(),
                new ExtremesSection()));
        var report = new Report("What the guard proves", "./evenkeel bench guard" + arguments());
        var runs = new Runs(seed, quick ? QUICK : 1);
        List<Goal> goals = new ArrayList<>();
        for (Section section : sections) {
            System.err.println("bench guard: " + section.name() + " ...");
            goals.addAll(section.run(runs, report));
        }
        report.goals(goals);
        Objects.requireNonNull(results).write(report, quick ? "guard-quick" : "guard");
        if (pictures != null) {
            Pictures.delay(delay.cells(), pictures);
            Pictures.falseAlarms(peers.looks(), pictures);
        }
        return goals.stream().allMatch(Goal::met) ? 0 : 1;
    }

    private List<Section> chosen(List<Section> all) {
        List<String> names = all.stream().map(Section::name).toList();
        if (!names.containsAll(only)) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(), "--only takes " + names + ", got " + only);
        }
        if (pictures != null && !only.isEmpty() && !only.containsAll(List.of("delay", "peers"))) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(), "--pictures needs the sections delay and peers");
        }
        return all.stream()
                .filter(section -> only.isEmpty() || only.contains(section.name()))
                .toList();
    }

    private String arguments() {
        return (quick ? " --quick" : "")
                + (only.isEmpty() ? "" : " --only " + String.join(",", only))
                + (seed == 1 ? "" : " --seed " + seed);
    }
}
