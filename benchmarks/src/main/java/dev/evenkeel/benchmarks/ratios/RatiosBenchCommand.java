// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.ratios;

import dev.evenkeel.benchmarks.propagation.StreamEventCost;
import dev.evenkeel.benchmarks.report.BenchmarkOptions;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;

/// The command `bench ratios`.
@Command(
        name = "ratios",
        mixinStandardHelpOptions = true,
        description = {
            "Checks that hot paths cost no more than so many times what they build on, in about a minute.",
            "",
            "./evenkeel test checks the same. Exit code 1 if a ratio is above its limit."
        })
public final class RatiosBenchCommand implements Callable<Integer> {
    public RatiosBenchCommand() {}

    @Override
    public Integer call() throws RunnerException, IOException, InterruptedException {
        List<BenchmarkRatioResult> measured = BenchmarkRatioCheck.measure(BenchmarkRatio.CHECKED);
        measured.forEach(ratio -> print(ratio.isWithinLimit(), ratio.describe()));
        StreamEventCost event = StreamEventCost.measure(BenchmarkOptions.home());
        print(event.isWithinLimit(), event.describe());
        return event.isWithinLimit() && measured.stream().allMatch(BenchmarkRatioResult::isWithinLimit) ? 0 : 1;
    }

    private static void print(boolean withinLimit, String ratio) {
        System.out.println((withinLimit ? "ok        " : "too slow  ") + ratio);
    }
}
