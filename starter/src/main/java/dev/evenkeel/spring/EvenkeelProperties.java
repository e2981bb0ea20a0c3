// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.spring;

import dev.evenkeel.sdk.CallStartListener;
import dev.evenkeel.sdk.EvenkeelConfig;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The configuration properties under `evenkeel`. The ranges are those of [EvenkeelConfig].
///
/// @param enabled Whether to create an Evenkeel bean.
/// @param server URL of the server, such as https://evenkeel.example.com.
/// @param sdkKey SDK key of the environment. A secret: set it as EVENKEEL_SDKKEY in the process's
///     environment.
/// @param snapshotFile File that stores the last known flags, for starts without the server; its folder must
///     exist.
/// @param bootstrapFile Flagd definition shipped with the service, used until the SDK has newer flags.
/// @param overrideFile File that sets variants in this process, regardless of the server.
/// @param startTimeout Longest time the start waits for the first flags; zero does not wait.
/// @param staleAfter Time without contact to the server after which flags count as stale.
/// @param heartbeatTimeout Time without data on the stream after which the SDK reconnects.
/// @param requestTimeout Timeout of one request.
/// @param guardStallWarningAfter How long outcomes may wait for a decision of the guard before a warning is
///     logged.
/// @param flushInterval Time between two batches while a rollout runs, 10s at most.
/// @param idleFlushInterval Time between two batches while no rollout runs.
/// @param shadow Settings for shadow calls, which run only for comparison.
@ConfigurationProperties("evenkeel")
public record EvenkeelProperties(
        @DefaultValue("true") boolean enabled,
        @Nullable URI server,
        @Nullable String sdkKey,
        @Nullable Path snapshotFile,
        @Nullable Path bootstrapFile,
        @Nullable Path overrideFile,
        @DefaultValue("2s") Duration startTimeout,
        @DefaultValue("30s") Duration staleAfter,
        @DefaultValue("15s") Duration heartbeatTimeout,
        @DefaultValue("5s") Duration requestTimeout,
        @DefaultValue("60s") Duration guardStallWarningAfter,
        @DefaultValue("1s") Duration flushInterval,
        @DefaultValue("10s") Duration idleFlushInterval,
        @DefaultValue ShadowProperties shadow) {
    /// The settings for shadow calls.
    ///
    /// @param blockOutbound Whether to block outbound calls from shadow calls.
    /// @param allowedDestinations Destinations that shadow calls may still use: hosts (with or without port),
    ///     mail servers, queues, topics.
    public record ShadowProperties(
            @DefaultValue("true") boolean blockOutbound,
            @DefaultValue List<String> allowedDestinations) {
        /// Copies the list.
        public ShadowProperties {
            allowedDestinations = List.copyOf(allowedDestinations);
        }
    }

    /// Converts the properties to the SDK's configuration.
    ///
    /// @param callStartListener listener for guarded calls; null for none
    /// @throws EvenkeelConfigurationException when the server or the key is missing, or a value is invalid
    EvenkeelConfig toConfig(@Nullable CallStartListener callStartListener) {
        if (server == null || sdkKey == null) {
            throw new EvenkeelConfigurationException(findMissingProperty());
        }
        EvenkeelConfig.Builder config = EvenkeelConfig.builder(server, sdkKey)
                .startTimeout(startTimeout)
                .staleAfter(staleAfter)
                .heartbeatTimeout(heartbeatTimeout)
                .requestTimeout(requestTimeout)
                .guardStallWarningAfter(guardStallWarningAfter)
                .flushInterval(flushInterval)
                .idleFlushInterval(idleFlushInterval);
        applyIfSet(callStartListener, config::callStartListener);
        applyIfSet(snapshotFile, config::snapshotFile);
        applyIfSet(bootstrapFile, config::bootstrapFile);
        applyIfSet(overrideFile, config::overrideFile);
        try {
            return config.build();
        } catch (IllegalArgumentException unusable) {
            throw new EvenkeelConfigurationException(String.valueOf(unusable.getMessage()));
        }
    }

    private String findMissingProperty() {
        String what = server != null
                ? "evenkeel.sdk-key"
                : sdkKey != null ? "evenkeel.server" : "evenkeel.server and evenkeel.sdk-key";
        return "Evenkeel cannot start without " + what + ".";
    }

    private static <T> void applyIfSet(@Nullable T value, Consumer<T> setting) {
        if (value != null) {
            setting.accept(value);
        }
    }

    /// Omits the SDK key.
    @Override
    public String toString() {
        return "EvenkeelProperties[enabled=" + enabled + ", server=" + server + ", shadow=" + shadow + "]";
    }
}
