// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.peers.openfeature;

import dev.evenkeel.benchmarks.contest.Contender;
import dev.evenkeel.benchmarks.contest.EvaluationScenario;
import dev.evenkeel.benchmarks.contest.ScenarioSupport;
import dev.openfeature.sdk.FeatureProvider;
import dev.openfeature.sdk.NoOpProvider;

/// The OpenFeature SDK with its no-op provider: the overhead of every provider.
public final class NoOpProviderContender implements Contender {
    private final OpenFeatureEvaluator openFeatureEvaluator = new OpenFeatureEvaluator(new NoOpProvider());

    @Override
    public String name() {
        return "OpenFeature, no-op provider";
    }

    @Override
    public Class<?> library() {
        return FeatureProvider.class;
    }

    @Override
    public ScenarioSupport supportFor(EvaluationScenario scenario) {
        return ScenarioSupport.FLOOR;
    }

    @Override
    public boolean isStaticOn(String user, String country) {
        return openFeatureEvaluator.isOn("static", user, country);
    }

    @Override
    public boolean isRuleOn(String user, String country) {
        return openFeatureEvaluator.isOn("rule", user, country);
    }

    @Override
    public boolean isSplitOn(String user, String country) {
        return openFeatureEvaluator.isOn("split", user, country);
    }

    @Override
    public void close() {
        openFeatureEvaluator.close();
    }
}
