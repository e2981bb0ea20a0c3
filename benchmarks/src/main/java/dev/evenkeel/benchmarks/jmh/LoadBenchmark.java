// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.jmh;

import dev.evenkeel.core.flag.FlagSnapshot;
import dev.evenkeel.core.flag.FlagdDefinitionRenderer;
import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.flag.split.RolloutSplit;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// The cost of loading 10,000 flags, also cold (the first time in a process). Goal: 500 ms.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 10)
@Fork(1)
public class LoadBenchmark {
    private static final RolloutSplit SPLIT =
            new RolloutSplit("r", "off", "on", Percent.parse("50"), "seed", 1, Duration.ZERO, null, null);

    private final String definition = FlagDefinitionGenerator.of(10_000, Map.of());

    /// Parses and compiles the definition.
    @Benchmark
    public FlagSnapshot parse() {
        return FlagSnapshot.parse(definition, 1);
    }

    /// Adds one rollout to the definition, as the server does on each change.
    @Benchmark
    public String overlay() {
        return FlagdDefinitionRenderer.render(definition, Map.of("flag-7", SPLIT));
    }
}
