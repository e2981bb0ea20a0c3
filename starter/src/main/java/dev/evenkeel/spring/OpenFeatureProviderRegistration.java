// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.spring;

import dev.evenkeel.openfeature.EvenkeelProvider;
import dev.evenkeel.sdk.Evenkeel;
import dev.openfeature.sdk.NoOpProvider;
import dev.openfeature.sdk.OpenFeatureAPI;
import dev.openfeature.sdk.exceptions.OpenFeatureError;
import java.time.Duration;

/// Evenkeel as the default provider of OpenFeature's API while the application runs. The API is one for the
/// whole process, so what somebody else has put there meanwhile stays there.
final class OpenFeatureProviderRegistration implements AutoCloseable {
    private final EvenkeelProvider provider;

    /// Does not wait: the SDK has had its time to get flags.
    OpenFeatureProviderRegistration(Evenkeel evenkeel) {
        provider = new EvenkeelProvider(evenkeel, Duration.ZERO);
        try {
            OpenFeatureAPI.getInstance().setProviderAndWait(provider);
        } catch (OpenFeatureError notReady) {
            /* The SDK has logged it; the provider is ready by itself when flags come. */
        }
    }

    @Override
    public void close() {
        OpenFeatureAPI api = OpenFeatureAPI.getInstance();
        if (api.getProvider() == provider) {
            api.setProvider(new NoOpProvider());
        }
    }
}
