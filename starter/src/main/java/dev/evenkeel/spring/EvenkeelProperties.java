// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.spring;

import dev.evenkeel.sdk.CallListener;
import dev.evenkeel.sdk.EvenkeelConfig;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What an application sets under `evenkeel`; the ranges are those of [EvenkeelConfig].
///
/// @param enabled Whether there is an Evenkeel bean at all.
/// @param server Address of the server, such as https://evenkeel.example.com.
/// @param sdkKey Key of the environment: a secret, best set as EVENKEEL_SDKKEY in the process's environment.
/// @param snapshotFile File that keeps the last known flags for a start without server; its folder must exist.
/// @param bootstrapFile Flagd definition shipped with the service, used until better is known.
/// @param overrideFile File by which a person decides flags in this process, whatever the server says.
/// @param startWait Longest wait of the start for the first flags; zero does not wait.
/// @param staleAfter Silence of the server after which flags count as stale.
/// @param heartbeatTimeout Silence on the stream after which it is opened anew.
/// @param requestTimeout Longest wait for the answer to one request.
/// @param unjudgedAfter How long outcomes may wait for a decision of the guard before a warning is logged.
/// @param flushInterval Time between two batches while a rollout runs, 10s at most.
/// @param idleFlushInterval Time between two batches while no rollout runs.
/// @param shadow Calls that run for comparison only.
@ConfigurationProperties("evenkeel")
public record EvenkeelProperties(
        @DefaultValue("true") boolean enabled,
        @Nullable URI server,
        @Nullable String sdkKey,
        @Nullable Path snapshotFile,
        @Nullable Path bootstrapFile,
        @Nullable Path overrideFile,
        @DefaultValue("2s") Duration startWait,
        @DefaultValue("30s") Duration staleAfter,
        @DefaultValue("15s") Duration heartbeatTimeout,
        @DefaultValue("5s") Duration requestTimeout,
        @DefaultValue("60s") Duration unjudgedAfter,
        @DefaultValue("1s") Duration flushInterval,
        @DefaultValue("10s") Duration idleFlushInterval,
        @DefaultValue ShadowProperties shadow) {
    /// What shadow calls may do.
    ///
    /// @param guarded Whether shadow calls are kept from sending anything out of the process.
    /// @param allow Where shadow calls may send all the same: hosts (with a port or not), mail servers, queues,
    ///     topics.
    public record ShadowProperties(
            @DefaultValue("true") boolean guarded,
            @DefaultValue List<String> allow) {
        /// Keeps a copy of the list.
        public ShadowProperties {
            allow = List.copyOf(allow);
        }
    }

    /// The SDK's configuration.
    ///
    /// @param callListener who is told of calls; null when nobody is
    /// @throws EvenkeelConfigurationException when the server or the key is missing, or a value cannot be used
    EvenkeelConfig toConfig(@Nullable CallListener callListener) {
        if (server == null || sdkKey == null) {
            throw new EvenkeelConfigurationException(missing());
        }
        EvenkeelConfig.Builder config = EvenkeelConfig.builder(server, sdkKey)
                .startWait(startWait)
                .staleAfter(staleAfter)
                .heartbeatTimeout(heartbeatTimeout)
                .requestTimeout(requestTimeout)
                .unjudgedAfter(unjudgedAfter)
                .flushInterval(flushInterval)
                .idleFlushInterval(idleFlushInterval);
        ifSet(callListener, config::callListener);
        ifSet(snapshotFile, config::snapshotFile);
        ifSet(bootstrapFile, config::bootstrapFile);
        ifSet(overrideFile, config::overrideFile);
        try {
            return config.build();
        } catch (IllegalArgumentException unusable) {
            throw new EvenkeelConfigurationException(String.valueOf(unusable.getMessage()));
        }
    }

    private String missing() {
        String what = server != null
                ? "evenkeel.sdk-key"
                : sdkKey != null ? "evenkeel.server" : "evenkeel.server and evenkeel.sdk-key";
        return "Evenkeel cannot start without " + what + ".";
    }

    private static <T> void ifSet(@Nullable T value, Consumer<T> setting) {
        if (value != null) {
            setting.accept(value);
        }
    }

    /// Without the key.
    @Override
    public String toString() {
        return "EvenkeelProperties[enabled=" + enabled + ", server=" + server + ", shadow=" + shadow + "]";
    }
}
