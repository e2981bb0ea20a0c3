// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.peers.ff4j;

import dev.evenkeel.benchmarks.contest.Contender;
import dev.evenkeel.benchmarks.contest.EvaluationScenario;
import dev.evenkeel.benchmarks.contest.ScenarioSupport;
import java.util.Map;
import org.ff4j.FF4j;
import org.ff4j.core.Feature;
import org.ff4j.core.FlippingExecutionContext;
import org.ff4j.core.FlippingStrategy;
import org.ff4j.strategy.PonderationStrategy;
import org.ff4j.strategy.RegionFlippingStrategy;

/// FF4J in memory. Its rule evaluates a region, so the country is passed as one; its other flags use no
/// context and get none.
public final class Ff4jContender implements Contender {

    private final FF4j ff4j = new FF4j()
            .createFeature(new Feature("static", true))
            .createFeature(feature("rule", region("CH")))
            .createFeature(feature("split", new PonderationStrategy(0.5)));

    @Override
    public String name() {
        return "FF4J";
    }

    @Override
    public Class<?> library() {
        return FF4j.class;
    }

    @Override
    public ScenarioSupport supportFor(EvaluationScenario scenario) {
        return scenario == EvaluationScenario.SPLIT ? ScenarioSupport.RANDOM_SPLIT : ScenarioSupport.WHOLE;
    }

    @Override
    public boolean isStaticOn(String user, String country) {
        return ff4j.check("static");
    }

    @Override
    public boolean isRuleOn(String user, String country) {
        var context = new FlippingExecutionContext();
        context.putString(RegionFlippingStrategy.PARAMNAME_USER_REGION, country);
        return ff4j.check("rule", context);
    }

    @Override
    public boolean isSplitOn(String user, String country) {
        return ff4j.check("split");
    }

    @Override
    public void close() {}

    private static FlippingStrategy region(String name) {
        var strategy = new RegionFlippingStrategy();
        strategy.init("rule", Map.of(RegionFlippingStrategy.INIT_PARAMNAME_REGIONS, name));
        return strategy;
    }

    private static Feature feature(String name, FlippingStrategy strategy) {
        var feature = new Feature(name, true);
        feature.setFlippingStrategy(strategy);
        return feature;
    }
}
