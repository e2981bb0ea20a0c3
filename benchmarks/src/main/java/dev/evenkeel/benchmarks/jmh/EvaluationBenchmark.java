// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.jmh;

import dev.evenkeel.core.flag.Evaluation;
import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.core.flag.FlagSnapshot;
import dev.evenkeel.core.flag.FlagdDefinitionRenderer;
import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.flag.split.RolloutSplit;
import java.time.Duration;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/// The cost of one evaluation, with few flags and with many. Goals: a static flag 10 ns and 0 B; a rule with
/// a percentage and a split 100 ns and 64 B; many flags cost no more than few.
public class EvaluationBenchmark extends NanosecondBenchmark {
    private static final String AUTHOR = "{\"if\": [{\"==\": [{\"var\": \"country\"}, \"AT\"]}, \"on\", null]}";

    /// Number of flags in addition to the evaluated ones.
    @Param({"10", "10000"})
    public int flags;

    private FlagSnapshot snapshot = FlagSnapshot.EMPTY;
    private final String[] keys = TargetingKeySamples.create();
    private final EvaluationContext context =
            EvaluationContext.of("3b241101-e2bb-4255-8caf-4136c566a962").with("country", "CH");
    private int next;

    /// Loads the flags.
    @Setup
    public void load() {
        var split = new RolloutSplit("r", "off", "on", Percent.parse("50"), "seed", 1, Duration.ZERO, null, null);
        var definition = FlagDefinitionGenerator.of(
                flags,
                Map.of("fixed", "{}", "targeted", FlagDefinitionGenerator.RULE, "split", "{}", "behind", AUTHOR));
        snapshot = FlagSnapshot.parse(
                FlagdDefinitionRenderer.render(definition, Map.of("split", split, "behind", split)), 1);
    }

    /// A flag without targeting.
    @Benchmark
    public Evaluation fixed() {
        return snapshot.evaluate("fixed", context, 0);
    }

    /// A flag without targeting, with a new context for each call.
    @Benchmark
    public Evaluation fixedWithItsContext() {
        return snapshot.evaluate("fixed", EvaluationContext.of(key()).with("country", "CH"), 0);
    }

    /// A condition on one attribute, then 50% by targeting key.
    @Benchmark
    public Evaluation ruleAndPercentage() {
        return snapshot.evaluate("targeted", context, 0);
    }

    /// A condition on one attribute, then 50% by targeting key, with a new context for each call.
    @Benchmark
    public Evaluation ruleAndPercentageWithItsContext() {
        return snapshot.evaluate("targeted", EvaluationContext.of(key()).with("country", "CH"), 0);
    }

    /// A rollout's split.
    @Benchmark
    public Evaluation split() {
        return snapshot.evaluate("split", context, 0);
    }

    /// A rollout's split, with a new context for each call.
    @Benchmark
    public Evaluation splitWithItsContext() {
        return snapshot.evaluate("split", EvaluationContext.of(key()), 0);
    }

    /// A rollout's split behind a targeting rule.
    @Benchmark
    public Evaluation splitBehindARule() {
        return snapshot.evaluate("behind", context, 0);
    }

    private String key() {
        return keys[next++ & (keys.length - 1)];
    }
}
