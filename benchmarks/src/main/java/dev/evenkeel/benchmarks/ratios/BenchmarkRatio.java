// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.ratios;

import dev.evenkeel.benchmarks.jmh.EvaluationBenchmark;
import dev.evenkeel.benchmarks.jmh.ProviderBenchmark;
import dev.evenkeel.benchmarks.jmh.RecordingBenchmark;
import dev.evenkeel.benchmarks.jmh.SdkBenchmark;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The time of one benchmark as a multiple of the time of others, with a limit. Immutable.
///
/// @param name what is compared with what
/// @param numerator name of a benchmark: class and method
/// @param denominator names of benchmarks whose times are added
/// @param limit highest accepted ratio: above the values of good code with noise, below those of past
///     regressions
public record BenchmarkRatio(String name, String numerator, List<String> denominator, double limit) {
    /// The ratios that `./evenkeel test` checks.
    public static final List<BenchmarkRatio> CHECKED = List.of(
            new BenchmarkRatio(
                    "SDK / core: static flag",
                    name(SdkBenchmark.class, "fixed"),
                    List.of(name(EvaluationBenchmark.class, "fixedWithItsContext")),
                    2),
            new BenchmarkRatio(
                    "SDK / core: rule and percentage",
                    name(SdkBenchmark.class, "ruleAndPercentage"),
                    List.of(name(EvaluationBenchmark.class, "ruleAndPercentageWithItsContext")),
                    1.4),
            new BenchmarkRatio(
                    "SDK with an override / core: rule and percentage",
                    name(SdkBenchmark.class, "ruleAndPercentageBesideAnOverride"),
                    List.of(name(EvaluationBenchmark.class, "ruleAndPercentageWithItsContext")),
                    1.4),
            new BenchmarkRatio(
                    "guarded call without a rollout / bare call and two clock readings",
                    name(RecordingBenchmark.class, "withoutRollout"),
                    List.of(name(RecordingBenchmark.class, "bare"), name(RecordingBenchmark.class, "clockTwice")),
                    2.4),
            new BenchmarkRatio(
                    "guarded call in a rollout / bare call and two clock readings",
                    name(RecordingBenchmark.class, "withRollout"),
                    List.of(name(RecordingBenchmark.class, "bare"), name(RecordingBenchmark.class, "clockTwice")),
                    5.2),
            new BenchmarkRatio(
                    "OpenFeature provider / no-op provider and SDK: static flag",
                    name(ProviderBenchmark.class, "fixed"),
                    List.of(name(ProviderBenchmark.class, "floorOfOpenFeature"), name(SdkBenchmark.class, "fixed")),
                    3),
            new BenchmarkRatio(
                    "OpenFeature provider / no-op provider and SDK: rule and percentage",
                    name(ProviderBenchmark.class, "ruleAndPercentage"),
                    List.of(
                            name(ProviderBenchmark.class, "floorOfOpenFeature"),
                            name(SdkBenchmark.class, "ruleAndPercentage")),
                    1.8));

    public BenchmarkRatio {
        denominator = List.copyOf(denominator);
    }

    /// Returns the names of all benchmarks of the ratio.
    List<String> benchmarks() {
        List<String> all = new ArrayList<>(denominator);
        all.add(numerator);
        return all;
    }

    /// Computes the ratio.
    ///
    /// @param nanos times by name of benchmark
    double compute(Map<String, Double> nanos) {
        return nanos.getOrDefault(numerator, Double.NaN)
                / denominator.stream()
                        .mapToDouble(benchmark -> nanos.getOrDefault(benchmark, Double.NaN))
                        .sum();
    }

    private static String name(Class<?> benchmark, String method) {
        return benchmark.getName() + "." + method;
    }
}
