// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.peers.openfeature;

import dev.evenkeel.benchmarks.contest.Contender;
import dev.openfeature.sdk.EvaluationContext;
import dev.openfeature.sdk.FeatureProvider;
import dev.openfeature.sdk.providers.memory.ContextEvaluator;
import dev.openfeature.sdk.providers.memory.Flag;
import dev.openfeature.sdk.providers.memory.InMemoryProvider;
import java.util.Map;

/// The OpenFeature SDK with its in-memory test provider, whose rules are Java code.
public final class InMemoryProviderContender implements Contender {
    private final OpenFeatureEvaluator openFeatureEvaluator = new OpenFeatureEvaluator(new InMemoryProvider(flags()));

    @Override
    public String name() {
        return "OpenFeature, in-memory provider";
    }

    @Override
    public Class<?> library() {
        return FeatureProvider.class;
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

    private static Map<String, Flag<?>> flags() {
        return Map.of(
                "static", flag((flag, context) -> true),
                "rule", flag((flag, context) -> isSwiss(context)),
                "split", flag((flag, context) -> isSwiss(context) && isInFirstHalf(context)));
    }

    private static Flag<Boolean> flag(ContextEvaluator<Boolean> rule) {
        return Flag.<Boolean>builder()
                .variant("on", true)
                .variant("off", false)
                .defaultVariant("off")
                .contextEvaluator(rule)
                .build();
    }

    private static boolean isSwiss(EvaluationContext context) {
        return "CH".equals(context.getValue("country").asString());
    }

    private static boolean isInFirstHalf(EvaluationContext context) {
        return (context.getTargetingKey().hashCode() & 1) == 0;
    }
}
