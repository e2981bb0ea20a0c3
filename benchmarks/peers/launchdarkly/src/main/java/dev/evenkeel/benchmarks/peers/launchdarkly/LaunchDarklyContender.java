// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.peers.launchdarkly;

import com.launchdarkly.logging.Logs;
import com.launchdarkly.sdk.LDContext;
import com.launchdarkly.sdk.server.Components;
import com.launchdarkly.sdk.server.LDClient;
import com.launchdarkly.sdk.server.LDConfig;
import com.launchdarkly.sdk.server.integrations.FileData;
import dev.evenkeel.benchmarks.contest.Contender;
import java.io.IOException;
import java.io.UncheckedIOException;

/// LaunchDarkly's server SDK with flags from a file (`flags.json`) and without analytics events.
public final class LaunchDarklyContender implements Contender {
    private final LDClient client = new LDClient(
            "none",
            new LDConfig.Builder()
                    .dataSource(FileData.dataSource().classpathResources("flags.json"))
                    .events(Components.noEvents())
                    .logging(Components.logging(Logs.none()))
                    .build());

    @Override
    public String name() {
        return "LaunchDarkly";
    }

    @Override
    public Class<?> library() {
        return LDClient.class;
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
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isOn(String flag, String user, String country) {
        return client.boolVariation(
                flag, LDContext.builder(user).set("country", country).build(), false);
    }
}
