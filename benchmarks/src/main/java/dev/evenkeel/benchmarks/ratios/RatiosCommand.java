// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.ratios;

import java.util.List;
import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;

/// `bench ratios`.
@Command(
        name = "ratios",
        mixinStandardHelpOptions = true,
        description = {
            "Checks that hot paths cost no more than so many times what they build on, in about a minute.",
            "",
            "./evenkeel test checks the same. Exit code 1 if a ratio is above its limit."
        })
public final class RatiosCommand implements Callable<Integer> {
    /// Created by picocli.
    public RatiosCommand() {}

    @Override
    public Integer call() throws RunnerException {
        List<MeasuredRatio> measured = RatioCheck.measure(Ratio.CHECKED);
        measured.forEach(
                ratio -> System.out.println((ratio.isWithinLimit() ? "ok        " : "too slow  ") + ratio.describe()));
        return measured.stream().allMatch(MeasuredRatio::isWithinLimit) ? 0 : 1;
    }
}
