// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.placebo;

import dev.evenkeel.benchmarks.report.BenchmarkGoal;
import dev.evenkeel.benchmarks.report.BenchmarkOptions;
import dev.evenkeel.benchmarks.report.BenchmarkReport;
import dev.evenkeel.benchmarks.simulation.SectionOptions;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// The command `bench results`.
@Command(
        name = "results",
        mixinStandardHelpOptions = true,
        description = {
            "What results before and after a decision promise: how often they claim an improvement where nothing was done,",
            "beside naive readings of the same counts, and how often they find a true one.",
            "",
            "The code of the product itself, on made-up histories that are drawn at random from a seed: the same seed gives",
            "the same figures on every machine. Half a minute, a few seconds with --quick.",
            "",
            "Sections: placebo, limits."
        })
public final class ResultsBenchCommand implements Callable<Integer> {
    @Mixin
    private final SectionOptions selection = new SectionOptions();

    @Mixin
    private final BenchmarkOptions options = new BenchmarkOptions();

    public ResultsBenchCommand() {}

    @Override
    public Integer call() throws IOException {
        var report = new BenchmarkReport(
                "What results before and after promise", "./evenkeel bench results" + selection.arguments());
        List<BenchmarkGoal> goals = selection.run(List.of(new PlaceboSection(), new PlaceboLimitsSection()), report);
        options.write(report, selection.resultName());
        return goals.stream().allMatch(BenchmarkGoal::met) ? 0 : 1;
    }
}
