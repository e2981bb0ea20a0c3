// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.peers.openfeature;

import dev.evenkeel.benchmarks.contest.Contender;
import dev.evenkeel.openfeature.EvenkeelProvider;
import dev.evenkeel.sdk.testing.FakeEvenkeel;

/// Evenkeel through its OpenFeature provider, with flags in memory.
public final class EvenkeelProviderContender implements Contender {
    private static final String FLAGS = """
            {"flags": {
              "static": {"state": "ENABLED", "variants": {"on": true, "off": false}, "defaultVariant": "on"},
              "rule": {"state": "ENABLED", "variants": {"on": true, "off": false}, "defaultVariant": "off",
                "targeting": {"if": [{"==": [{"var": "country"}, "CH"]}, "on", "off"]}},
              "split": {"state": "ENABLED", "variants": {"on": true, "off": false}, "defaultVariant": "off",
                "targeting": {"if": [{"==": [{"var": "country"}, "CH"]},
                  {"fractional": [["on", 50], ["off", 50]]}, "off"]}}}}
            """;

    private final OpenFeatureEvaluator openFeatureEvaluator = new OpenFeatureEvaluator(provider());

    @Override
    public String name() {
        return "OpenFeature, Evenkeel provider";
    }

    @Override
    public Class<?> library() {
        return EvenkeelProvider.class;
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

    private static EvenkeelProvider provider() {
        var evenkeel = new FakeEvenkeel();
        evenkeel.load(FLAGS);
        return new EvenkeelProvider(evenkeel);
    }
}
