// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.ratios;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/// A check that measures ratios with JMH, each benchmark in a separate JVM with default options.
///
/// Iterations have a fixed number of calls, not a fixed time, and the shortest iteration of a benchmark
/// counts: other load on the machine makes iterations longer, never shorter, and does not leave fewer calls
/// for the compiler. Ratios above their limit are measured again, because HotSpot does not compile every run
/// alike; so code fails only if it is slow in every attempt.
public final class BenchmarkRatioCheck {
    private static final int ATTEMPTS = 3;
    /// Calls in an iteration: about a millisecond, which is less than a time slice of the scheduler.
    private static final int BATCH = 10_000;

    private final Map<String, Double> nanos = new HashMap<>();

    private BenchmarkRatioCheck() {}

    /// Measures ratios. Takes about three seconds per benchmark and attempt.
    ///
    /// @throws RunnerException when a benchmark fails
    public static List<BenchmarkRatioResult> measure(Collection<BenchmarkRatio> ratios) throws RunnerException {
        var check = new BenchmarkRatioCheck();
        Collection<BenchmarkRatio> open = ratios;
        for (int attempt = 0; attempt < ATTEMPTS && !open.isEmpty(); attempt++) {
            check.run(open);
            open = ratios.stream()
                    .filter(ratio -> !check.measured(ratio).isWithinLimit())
                    .toList();
        }
        return ratios.stream().map(check::measured).toList();
    }

    private BenchmarkRatioResult measured(BenchmarkRatio ratio) {
        var times = new HashMap<>(nanos);
        times.keySet().retainAll(ratio.benchmarks());
        return new BenchmarkRatioResult(ratio, times);
    }

    private void run(Collection<BenchmarkRatio> ratios) throws RunnerException {
        var names = new TreeSet<String>();
        ratios.forEach(ratio -> names.addAll(ratio.benchmarks()));
        var options = new OptionsBuilder()
                .param("flags", "10")
                .forks(1)
                .jvmArgs("--enable-native-access=ALL-UNNAMED")
                .mode(Mode.SingleShotTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .warmupIterations(100)
                .warmupBatchSize(BATCH)
                .measurementIterations(400)
                .measurementBatchSize(BATCH)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        names.forEach(name -> options.include("^" + name.replace(".", "\\.") + "$"));
        for (RunResult result : new Runner(options.build()).run()) {
            nanos.merge(
                    result.getParams().getBenchmark(),
                    result.getPrimaryResult().getStatistics().getMin() / BATCH,
                    Math::min);
        }
    }
}
