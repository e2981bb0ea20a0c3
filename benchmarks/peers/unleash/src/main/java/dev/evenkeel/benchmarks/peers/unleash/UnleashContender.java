// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.peers.unleash;

import dev.evenkeel.benchmarks.contest.Contender;
import io.getunleash.DefaultUnleash;
import io.getunleash.Unleash;
import io.getunleash.UnleashContext;
import io.getunleash.util.UnleashConfig;
import java.util.Optional;

/// Unleash's client with bootstrapped flags, without polling and metrics.
public final class UnleashContender implements Contender {
    private static final String FLAGS = """
            {"version": 2, "features": [
              {"name": "static", "type": "release", "enabled": true, "strategies": [{"name": "default"}]},
              {"name": "rule", "type": "release", "enabled": true, "strategies": [
                {"name": "default", "constraints": [
                  {"contextName": "country", "operator": "IN", "values": ["CH"]}]}]},
              {"name": "split", "type": "release", "enabled": true, "strategies": [
                {"name": "flexibleRollout",
                  "parameters": {"rollout": "50", "stickiness": "userId", "groupId": "split"},
                  "constraints": [{"contextName": "country", "operator": "IN", "values": ["CH"]}]}]}]}
            """;

    private final Unleash unleash = new DefaultUnleash(UnleashConfig.builder()
            .appName("contest")
            .unleashAPI("http://127.0.0.1:9/api")
            .toggleBootstrapProvider(() -> Optional.of(FLAGS))
            .disablePolling()
            .disableMetrics()
            .build());

    @Override
    public String name() {
        return "Unleash";
    }

    @Override
    public Class<?> library() {
        return Unleash.class;
    }

    @Override
    public boolean isStaticOn(String user, String country) {
        return isOn("static", user, country);
    }

    @Override
    public boolean isRuleOn(String user, String country) {
        return isOn("rule", user, country);
    }

    @Override
    public boolean isSplitOn(String user, String country) {
        return isOn("split", user, country);
    }

    @Override
    public void close() {
        unleash.shutdown();
    }

    private boolean isOn(String flag, String user, String country) {
        var context = UnleashContext.builder()
                .userId(user)
                .addProperty("country", country)
                .build();
        return unleash.isEnabled(flag, context);
    }
}
