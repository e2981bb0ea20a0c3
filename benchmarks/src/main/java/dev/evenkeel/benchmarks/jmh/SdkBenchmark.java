// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.jmh;

import dev.evenkeel.core.flag.Evaluation;
import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.sdk.testing.FakeEvenkeel;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;

/// The cost of an evaluation through the SDK. The difference from [EvaluationBenchmark], which evaluates the
/// same flags without the SDK, is the SDK's overhead.
public class SdkBenchmark extends NanosecondBenchmark {
    private final FakeEvenkeel evenkeel = new FakeEvenkeel();
    private final FakeEvenkeel overriding = new FakeEvenkeel();
    private final String[] keys = TargetingKeySamples.create();
    private int next;

    /// Loads the flags; `overriding` additionally overrides another flag.
    public SdkBenchmark() {
        String definition =
                FlagDefinitionGenerator.of(10, Map.of("fixed", "{}", "targeted", FlagDefinitionGenerator.RULE));
        evenkeel.load(definition);
        overriding.load(definition);
        overriding.override(Map.of("flag-1", "on"));
    }

    /// A flag without targeting.
    @Benchmark
    public Evaluation fixed() {
        return evenkeel.evaluate("fixed", context());
    }

    /// A condition on one attribute, then 50% by targeting key.
    @Benchmark
    public Evaluation ruleAndPercentage() {
        return evenkeel.evaluate("targeted", context());
    }

    /// The same rule while another flag is overridden: with the checks for overrides and experiments.
    @Benchmark
    public Evaluation ruleAndPercentageBesideAnOverride() {
        return overriding.evaluate("targeted", context());
    }

    private EvaluationContext context() {
        return EvaluationContext.of(keys[next++ & (keys.length - 1)]).with("country", "CH");
    }
}
