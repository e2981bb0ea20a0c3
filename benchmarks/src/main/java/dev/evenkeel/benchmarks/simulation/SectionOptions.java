// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.simulation;

import dev.evenkeel.benchmarks.report.BenchmarkGoal;
import dev.evenkeel.benchmarks.report.BenchmarkReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Which sections of a measurement run, how long and from which seed: options that all simulations have.
public final class SectionOptions {
    private static final int QUICK = 20;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(names = "--quick", description = "A twentieth of the runs: a proof that it works, with wider noise.")
    private boolean quick;

    @Option(names = "--only", split = ",", paramLabel = "SECTION", description = "Only these of the sections above.")
    private List<String> only = new ArrayList<>();

    @Option(
            names = "--seed",
            defaultValue = "1",
            paramLabel = "N",
            description = "Of the random numbers (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    /// Created by picocli.
    public SectionOptions() {}

    /// Runs what was asked for, says on standard error what is being done, and adds the goals to the report.
    ///
    /// @param all sections that the command has
    /// @throws ParameterException when a section was asked for that is not there
    public List<BenchmarkGoal> run(List<BenchmarkSection> all, BenchmarkReport report) {
        List<String> names = all.stream().map(BenchmarkSection::name).toList();
        if (!names.containsAll(only)) {
            throw wrongUse("--only takes " + names + ", got " + only);
        }
        var runs = new SimulationRuns(seed, quick ? QUICK : 1);
        List<BenchmarkGoal> goals = new ArrayList<>();
        for (BenchmarkSection section : all) {
            if (takes(section.name())) {
                System.err.println(command() + ": " + section.name() + " ...");
                goals.addAll(section.run(runs, report));
            }
        }
        report.goals(goals);
        return goals;
    }

    /// Whether a section was asked for.
    public boolean takes(String section) {
        return only.isEmpty() || only.contains(section);
    }

    /// The name of the command and of its results.
    public String resultName() {
        return command() + (quick ? "-quick" : "");
    }

    /// The options as they were typed, to repeat it.
    public String arguments() {
        return (quick ? " --quick" : "")
                + (only.isEmpty() ? "" : " --only " + String.join(",", only))
                + (seed == 1 ? "" : " --seed " + seed);
    }

    /// A complaint about the options.
    public ParameterException wrongUse(String message) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }

    private String command() {
        return Objects.requireNonNull(spec).name();
    }
}
