// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.simulation;

import dev.evenkeel.benchmarks.report.BenchmarkGoal;
import dev.evenkeel.benchmarks.report.BenchmarkReport;
import dev.evenkeel.benchmarks.report.OptionValidator;
import dev.evenkeel.benchmarks.report.SeedOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The sections, duration and seed of a measurement: options shared by all simulations.
public final class SectionOptions {
    private static final int QUICK = 20;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(names = "--quick", description = "Only a twentieth of the runs: a test of the command, with more noise.")
    private boolean quick;

    @Option(names = "--only", split = ",", paramLabel = "SECTION", description = "Only these of the sections above.")
    private List<String> only = new ArrayList<>();

    @Mixin
    private final SeedOption seed = new SeedOption();

    public SectionOptions() {}

    /// Runs the selected sections, prints their progress to standard error, and adds the goals to the report.
    ///
    /// @param all all sections of the command
    /// @throws ParameterException when a selected section does not exist
    public List<BenchmarkGoal> run(List<BenchmarkSection> all, BenchmarkReport report) {
        List<String> names = all.stream().map(BenchmarkSection::name).toList();
        new OptionValidator(Objects.requireNonNull(spec)).requireNames("--only", only, names);
        var runs = new SimulationRuns(seed.seed(), quick ? QUICK : 1);
        List<BenchmarkGoal> goals = new ArrayList<>();
        for (BenchmarkSection section : all) {
            if (isSelected(section.name())) {
                System.err.println(command() + ": " + section.name() + " ...");
                goals.addAll(section.run(runs, report));
            }
        }
        report.addGoals(goals);
        return goals;
    }

    /// Whether a section is selected.
    public boolean isSelected(String section) {
        return only.isEmpty() || only.contains(section);
    }

    /// Returns the name of the command and of its result files.
    public String resultName() {
        return command() + (quick ? "-quick" : "");
    }

    /// Returns the options as typed, to repeat the measurement.
    public String arguments() {
        return (quick ? " --quick" : "")
                + (only.isEmpty() ? "" : " --only " + String.join(",", only))
                + seed.argument();
    }

    private String command() {
        return Objects.requireNonNull(spec).name();
    }
}
