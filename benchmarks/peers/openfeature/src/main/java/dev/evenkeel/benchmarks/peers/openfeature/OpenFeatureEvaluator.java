// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.peers.openfeature;

import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.FeatureProvider;
import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.OpenFeatureAPI;
import dev.openfeature.sdk.Value;
import java.util.Map;

/// Evaluator of the contest's flags through OpenFeature's client.
final class OpenFeatureEvaluator implements AutoCloseable {
    private final OpenFeatureAPI api = OpenFeatureAPI.createIsolated();
    private final Client client;

    OpenFeatureEvaluator(FeatureProvider provider) {
        api.setProviderAndWait(provider);
        client = api.getClient();
    }

    boolean isOn(String flag, String user, String country) {
        return client.getBooleanValue(flag, false, new ImmutableContext(user, Map.of("country", new Value(country))));
    }

    @Override
    public void close() {
        api.shutdown();
    }
}
