// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The configuration of the SDK. Immutable; created by [#builder].
public final class EvenkeelConfig {
    private final URI server;
    private final String sdkKey;
    private final @Nullable Path snapshotFile;
    private final @Nullable Path bootstrapFile;
    private final @Nullable Path overrideFile;
    private final Duration startTimeout;
    private final Duration staleAfter;
    private final Duration heartbeatTimeout;
    private final Duration requestTimeout;
    private final Duration guardStallWarningAfter;
    private final Duration flushInterval;
    private final Duration idleFlushInterval;
    private final @Nullable CallStartListener callStartListener;

    private EvenkeelConfig(Builder builder) {
        this.server = builder.server;
        this.sdkKey = builder.sdkKey;
        this.snapshotFile = builder.snapshotFile;
        this.bootstrapFile = builder.bootstrapFile;
        this.overrideFile = builder.overrideFile;
        this.startTimeout = builder.startTimeout;
        this.staleAfter = builder.staleAfter;
        this.heartbeatTimeout = builder.heartbeatTimeout;
        this.requestTimeout = builder.requestTimeout;
        this.guardStallWarningAfter = builder.guardStallWarningAfter;
        this.flushInterval = builder.flushInterval;
        this.idleFlushInterval = builder.idleFlushInterval;
        this.callStartListener = builder.callStartListener;
    }

    /// Creates a builder.
    ///
    /// @param server address of the server, such as `https://evenkeel.example.com`, with or without a path
    /// @param sdkKey the key of the environment; never logged
    public static Builder builder(URI server, String sdkKey) {
        return new Builder(server, sdkKey);
    }

    /// Address of the server.
    public URI server() {
        return server;
    }

    /// Returns the key of the environment: a secret.
    public String sdkKey() {
        return sdkKey;
    }

    /// Returns the file that stores the last known flags for a start without a server; null (the default)
    /// stores none.
    public @Nullable Path snapshotFile() {
        return snapshotFile;
    }

    /// Returns the file of a flagd definition shipped with the service, used until other flags are available:
    /// flags from the server take precedence over those of the snapshot file, and those over these. Null (the
    /// default) for none. An invalid file has no effect; [Evenkeel#state()] contains the reason.
    public @Nullable Path bootstrapFile() {
        return bootstrapFile;
    }

    /// Returns the file that overrides flags in this process, with precedence over the server, rules and
    /// rollouts, and also without a server: a JSON object of variants by flag key, such as
    /// `{"payment-core":"classic"}`. Polled twice per second; it need not exist. Calls under an override are
    /// not evidence for rollouts. Null (the default) for none.
    public @Nullable Path overrideFile() {
        return overrideFile;
    }

    /// Returns the maximum wait of [Evenkeel#start] for the first flags. Default 2 s.
    public Duration startTimeout() {
        return startTimeout;
    }

    /// Returns the time without contact to the server after which flags count as stale. Default 30 s.
    public Duration staleAfter() {
        return staleAfter;
    }

    /// Returns the time without data on the stream after which it is reopened; the server sends data every 5
    /// s. Default 15 s.
    public Duration heartbeatTimeout() {
        return heartbeatTimeout;
    }

    /// Returns the timeout of one request. Default 5 s.
    public Duration requestTimeout() {
        return requestTimeout;
    }

    /// Returns the time for which outcomes of a rollout may remain unevaluated at the server before a warning
    /// is logged; the guard evaluates every second. Default 60 s; values below 10 s have no further effect.
    public Duration guardStallWarningAfter() {
        return guardStallWarningAfter;
    }

    /// Returns the interval between two batches while a rollout runs. Default 1 s; more than 10 s counts as
    /// 10 s, so that the server does not treat this process as silent, which holds its rollouts.
    public Duration flushInterval() {
        return flushInterval;
    }

    /// Returns the interval between two batches while no rollout runs. Default 10 s.
    public Duration idleFlushInterval() {
        return idleFlushInterval;
    }

    /// Returns the listener for every call of a guarded change; null (the default) for none.
    public @Nullable CallStartListener callStartListener() {
        return callStartListener;
    }

    /// Returns a text without the key.
    @Override
    public String toString() {
        return "EvenkeelConfig[server=" + server + ", snapshotFile=" + snapshotFile + ", bootstrapFile="
                + bootstrapFile + ", overrideFile=" + overrideFile + ", startTimeout=" + startTimeout
                + ", staleAfter=" + staleAfter + ", heartbeatTimeout=" + heartbeatTimeout + ", requestTimeout="
                + requestTimeout + ", guardStallWarningAfter=" + guardStallWarningAfter + ", flushInterval="
                + flushInterval
                + ", idleFlushInterval=" + idleFlushInterval
                + "]";
    }

    /// A builder of configurations; [#build] validates. Confined to one thread.
    public static final class Builder {
        private static final Duration LONGEST = Duration.ofDays(1);

        private final URI server;
        private final String sdkKey;
        private @Nullable Path snapshotFile;
        private @Nullable Path bootstrapFile;
        private @Nullable Path overrideFile;
        private Duration startTimeout = Duration.ofSeconds(2);
        private Duration staleAfter = Duration.ofSeconds(30);
        private Duration heartbeatTimeout = Duration.ofSeconds(15);
        private Duration requestTimeout = Duration.ofSeconds(5);
        private Duration guardStallWarningAfter = Duration.ofSeconds(60);
        private Duration flushInterval = Duration.ofSeconds(1);
        private Duration idleFlushInterval = Duration.ofSeconds(10);
        private @Nullable CallStartListener callStartListener;

        private Builder(URI server, String sdkKey) {
            this.server = server;
            this.sdkKey = sdkKey;
        }

        /// See [EvenkeelConfig#snapshotFile()]; its directory must exist.
        public Builder snapshotFile(Path file) {
            this.snapshotFile = file;
            return this;
        }

        /// See [EvenkeelConfig#bootstrapFile()].
        public Builder bootstrapFile(Path file) {
            this.bootstrapFile = file;
            return this;
        }

        /// See [EvenkeelConfig#overrideFile()].
        public Builder overrideFile(Path file) {
            this.overrideFile = file;
            return this;
        }

        /// See [EvenkeelConfig#startTimeout()]; with zero, start does not wait.
        public Builder startTimeout(Duration wait) {
            this.startTimeout = wait;
            return this;
        }

        /// See [EvenkeelConfig#staleAfter()].
        public Builder staleAfter(Duration silence) {
            this.staleAfter = silence;
            return this;
        }

        /// See [EvenkeelConfig#heartbeatTimeout()].
        public Builder heartbeatTimeout(Duration silence) {
            this.heartbeatTimeout = silence;
            return this;
        }

        /// See [EvenkeelConfig#requestTimeout()].
        public Builder requestTimeout(Duration wait) {
            this.requestTimeout = wait;
            return this;
        }

        /// See [EvenkeelConfig#guardStallWarningAfter()].
        public Builder guardStallWarningAfter(Duration wait) {
            this.guardStallWarningAfter = wait;
            return this;
        }

        /// See [EvenkeelConfig#flushInterval()].
        public Builder flushInterval(Duration interval) {
            this.flushInterval = interval;
            return this;
        }

        /// See [EvenkeelConfig#idleFlushInterval()].
        public Builder idleFlushInterval(Duration interval) {
            this.idleFlushInterval = interval;
            return this;
        }

        /// See [EvenkeelConfig#callStartListener()].
        public Builder callStartListener(CallStartListener listener) {
            this.callStartListener = listener;
            return this;
        }

        /// Validates and creates the configuration.
        ///
        /// @throws IllegalArgumentException with every problem found
        public EvenkeelConfig build() {
            List<String> problems = new ArrayList<>();
            checkServer(problems);
            checkKey(problems);
            if (startTimeout.isNegative() || startTimeout.compareTo(LONGEST) > 0) {
                problems.add("startTimeout must be 0 s to 1 day, got " + startTimeout);
            }
            checkPositive("staleAfter", staleAfter, problems);
            checkPositive("heartbeatTimeout", heartbeatTimeout, problems);
            checkPositive("requestTimeout", requestTimeout, problems);
            checkPositive("guardStallWarningAfter", guardStallWarningAfter, problems);
            checkPositive("flushInterval", flushInterval, problems);
            checkPositive("idleFlushInterval", idleFlushInterval, problems);
            if (!problems.isEmpty()) {
                throw new IllegalArgumentException("Invalid Evenkeel configuration: " + String.join("; ", problems));
            }
            return new EvenkeelConfig(this);
        }

        private void checkServer(List<String> problems) {
            boolean http = "http".equals(server.getScheme()) || "https".equals(server.getScheme());
            boolean plain =
                    server.getRawUserInfo() == null && server.getRawQuery() == null && server.getRawFragment() == null;
            if (!http || server.getHost() == null || !plain) {
                problems.add("server must be an http or https URL without user, query or fragment, such as"
                        + " https://evenkeel.example.com");
            }
        }

        private void checkKey(List<String> problems) {
            if (sdkKey.isEmpty() || !sdkKey.chars().allMatch(c -> c > ' ' && c < 127)) {
                problems.add("sdkKey must be visible ASCII characters without spaces (it has " + sdkKey.length()
                        + " characters); copy it as the server printed it");
            }
        }

        private static void checkPositive(String name, Duration duration, List<String> problems) {
            if (duration.compareTo(Duration.ofMillis(1)) < 0 || duration.compareTo(LONGEST) > 0) {
                problems.add(name + " must be 1 ms to 1 day, got " + duration);
            }
        }
    }
}
