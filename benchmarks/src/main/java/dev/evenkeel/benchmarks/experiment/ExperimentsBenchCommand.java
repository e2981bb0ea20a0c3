// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.experiment;

import dev.evenkeel.benchmarks.report.BenchmarkGoal;
import dev.evenkeel.benchmarks.report.BenchmarkOptions;
import dev.evenkeel.benchmarks.report.BenchmarkReport;
import dev.evenkeel.benchmarks.simulation.BenchmarkSection;
import dev.evenkeel.benchmarks.simulation.SectionOptions;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// The command `bench experiments`.
@Command(
        name = "experiments",
        mixinStandardHelpOptions = true,
        description = {
            "What experiments promise: how often an interval ever misses the truth, and how soon a rule decides, beside",
            "a test of fixed size that is looked at once, or as often.",
            "",
            "The analysis of the product itself, on units that are drawn at random from a seed: the same seed gives the",
            "same figures on every machine. About 15 minutes of processor time on all cores, a twentieth with --quick.",
            "",
            "Sections: coverage, beginning, split, power, covariate, variants."
        })
public final class ExperimentsBenchCommand implements Callable<Integer> {
    @Mixin
    private final SectionOptions selection = new SectionOptions();

    @Mixin
    private final BenchmarkOptions options = new BenchmarkOptions();

    public ExperimentsBenchCommand() {}

    @Override
    public Integer call() throws IOException {
        List<BenchmarkSection> sections = List.of(
                new CoverageSection(),
                new MinimumSampleSection(),
                new SampleRatioSection(),
                new PowerSection(),
                new CovariateSection(),
                new MultipleVariantsSection());
        var report =
                new BenchmarkReport("What experiments promise", "./evenkeel bench experiments" + selection.arguments());
        List<BenchmarkGoal> goals = selection.run(sections, report);
        options.write(report, selection.resultName());
        return goals.stream().allMatch(BenchmarkGoal::met) ? 0 : 1;
    }
}
