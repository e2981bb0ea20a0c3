// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.spring;

import dev.evenkeel.openfeature.EvenkeelProvider;
import dev.evenkeel.sdk.Evenkeel;
import dev.openfeature.sdk.NoOpProvider;
import dev.openfeature.sdk.OpenFeatureAPI;
import dev.openfeature.sdk.exceptions.OpenFeatureError;
import java.time.Duration;

/// Registration of Evenkeel as the default provider of the OpenFeature API while the application runs. The
/// API is shared by the whole process, so a provider that other code has set meanwhile is kept.
final class OpenFeatureProviderRegistration implements AutoCloseable {
    private final EvenkeelProvider provider;

    /// Registers the provider without waiting: the SDK has already waited for its flags.
    OpenFeatureProviderRegistration(Evenkeel evenkeel) {
        provider = new EvenkeelProvider(evenkeel, Duration.ZERO);
        try {
            OpenFeatureAPI.getInstance().setProviderAndWait(provider);
        } catch (OpenFeatureError notReady) {
            /* The SDK has logged it; the provider becomes ready when flags arrive. */
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
