// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.jmh;

import dev.evenkeel.openfeature.EvenkeelProvider;
import dev.evenkeel.sdk.testing.FakeEvenkeel;
import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.EvaluationContext;
import dev.openfeature.sdk.FlagEvaluationDetails;
import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.NoOpProvider;
import dev.openfeature.sdk.OpenFeatureAPI;
import dev.openfeature.sdk.Value;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;

/// The cost of an evaluation through OpenFeature. The floor is OpenFeature's own overhead with a no-op
/// provider. Goal: the floor plus 20 ns, plus the cost of the rule in [EvaluationBenchmark].
public class ProviderBenchmark extends NanosecondBenchmark {
    private final OpenFeatureAPI api = OpenFeatureAPI.createIsolated();
    private final Client floor = floor();
    private final Client evenkeel = evenkeel();
    private final EvaluationContext context =
            new ImmutableContext("3b241101-e2bb-4255-8caf-4136c566a962", Map.of("country", new Value("CH")));

    /// OpenFeature with a provider that returns the caller's default.
    @Benchmark
    public FlagEvaluationDetails<Boolean> floorOfOpenFeature() {
        return floor.getBooleanDetails("fixed", true, context);
    }

    /// A flag without targeting.
    @Benchmark
    public FlagEvaluationDetails<Boolean> fixed() {
        return evenkeel.getBooleanDetails("fixed", true, context);
    }

    /// A condition on one attribute, then 50% by targeting key.
    @Benchmark
    public FlagEvaluationDetails<Boolean> ruleAndPercentage() {
        return evenkeel.getBooleanDetails("targeted", true, context);
    }

    private Client floor() {
        api.setProviderAndWait("floor", new NoOpProvider());
        return api.getClient("floor");
    }

    private Client evenkeel() {
        var flags = new FakeEvenkeel();
        flags.load(FlagDefinitionGenerator.of(10_000, Map.of("fixed", "{}", "targeted", FlagDefinitionGenerator.RULE)));
        api.setProviderAndWait("evenkeel", new EvenkeelProvider(flags));
        return api.getClient("evenkeel");
    }
}
