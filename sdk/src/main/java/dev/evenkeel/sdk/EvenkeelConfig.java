// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the SDK needs to know. Immutable; made by [#builder].
public final class EvenkeelConfig {
    private final URI server;
    private final String sdkKey;
    private final @Nullable Path snapshotFile;
    private final @Nullable Path bootstrapFile;
    private final @Nullable Path overrideFile;
    private final Duration startWait;
    private final Duration staleAfter;
    private final Duration heartbeatTimeout;
    private final Duration requestTimeout;
    private final Duration unjudgedAfter;
    private final Duration flushInterval;
    private final Duration idleFlushInterval;
    private final @Nullable CallListener callListener;

    private EvenkeelConfig(Builder builder) {
        this.server = builder.server;
        this.sdkKey = builder.sdkKey;
        this.snapshotFile = builder.snapshotFile;
        this.bootstrapFile = builder.bootstrapFile;
        this.overrideFile = builder.overrideFile;
        this.startWait = builder.startWait;
        this.staleAfter = builder.staleAfter;
        this.heartbeatTimeout = builder.heartbeatTimeout;
        this.requestTimeout = builder.requestTimeout;
        this.unjudgedAfter = builder.unjudgedAfter;
        this.flushInterval = builder.flushInterval;
        this.idleFlushInterval = builder.idleFlushInterval;
        this.callListener = builder.callListener;
    }

    /// Starts a configuration.
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

    /// Key of the environment: a secret.
    public String sdkKey() {
        return sdkKey;
    }

    /// Where the last known flags are kept for a start without server; null (the default) keeps none.
    public @Nullable Path snapshotFile() {
        return snapshotFile;
    }

    /// A flagd definition shipped with the service, used until better is known: the server's flags win
    /// over the snapshot file's, and those over these. Null (the default) has none. A file that cannot
    /// be used does no harm; [Evenkeel#state()] says why.
    public @Nullable Path bootstrapFile() {
        return bootstrapFile;
    }

    /// A file by which a person decides flags in this process, whatever the server, rules and rollouts
    /// say, and also when there is no server: a JSON object of variants by flag key, such as
    /// `{"payment-core":"classic"}`. Looked at twice a second; it need not exist. What runs under it is
    /// no evidence for rollouts. Null (the default) looks at none.
    public @Nullable Path overrideFile() {
        return overrideFile;
    }

    /// Longest wait of [Evenkeel#start] for the first flags. Default 2 s.
    public Duration startWait() {
        return startWait;
    }

    /// Silence of the server after which flags count as stale. Default 30 s.
    public Duration staleAfter() {
        return staleAfter;
    }

    /// Silence on the stream after which it is opened anew; the server says something every 5 s. Default 15
    /// s.
    public Duration heartbeatTimeout() {
        return heartbeatTimeout;
    }

    /// Longest wait for the answer to one request. Default 5 s.
    public Duration requestTimeout() {
        return requestTimeout;
    }

    /// How long outcomes of a rollout may lie at the server without a decision of the guard before a
    /// warning is logged; the guard looks every second. Default 60 s; 10 s at least is seen.
    public Duration unjudgedAfter() {
        return unjudgedAfter;
    }

    /// Time between two batches while a rollout runs. Default 1 s; more than 10 s counts as 10 s, so that the
    /// server does not take this process for silent, which holds its rollouts.
    public Duration flushInterval() {
        return flushInterval;
    }

    /// Time between two batches while no rollout runs. Default 10 s.
    public Duration idleFlushInterval() {
        return idleFlushInterval;
    }

    /// Who is told of every call of a guarded change; null (the default) is nobody.
    public @Nullable CallListener callListener() {
        return callListener;
    }

    /// Without the key.
    @Override
    public String toString() {
        return "EvenkeelConfig[server=" + server + ", snapshotFile=" + snapshotFile + ", bootstrapFile="
                + bootstrapFile + ", overrideFile=" + overrideFile + ", startWait=" + startWait
                + ", staleAfter=" + staleAfter + ", heartbeatTimeout=" + heartbeatTimeout + ", requestTimeout="
                + requestTimeout + ", unjudgedAfter=" + unjudgedAfter + ", flushInterval=" + flushInterval
                + ", idleFlushInterval=" + idleFlushInterval
                + "]";
    }

    /// Collects a configuration; [#build] checks it. Confined to one thread.
    public static final class Builder {
        private static final Duration LONGEST = Duration.ofDays(1);

        private final URI server;
        private final String sdkKey;
        private @Nullable Path snapshotFile;
        private @Nullable Path bootstrapFile;
        private @Nullable Path overrideFile;
        private Duration startWait = Duration.ofSeconds(2);
        private Duration staleAfter = Duration.ofSeconds(30);
        private Duration heartbeatTimeout = Duration.ofSeconds(15);
        private Duration requestTimeout = Duration.ofSeconds(5);
        private Duration unjudgedAfter = Duration.ofSeconds(60);
        private Duration flushInterval = Duration.ofSeconds(1);
        private Duration idleFlushInterval = Duration.ofSeconds(10);
        private @Nullable CallListener callListener;

        private Builder(URI server, String sdkKey) {
            this.server = server;
            this.sdkKey = sdkKey;
        }

        /// See [EvenkeelConfig#snapshotFile()]; its folder must exist.
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

        /// See [EvenkeelConfig#startWait()]; zero does not wait.
        public Builder startWait(Duration wait) {
            this.startWait = wait;
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

        /// See [EvenkeelConfig#unjudgedAfter()].
        public Builder unjudgedAfter(Duration wait) {
            this.unjudgedAfter = wait;
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

        /// See [EvenkeelConfig#callListener()].
        public Builder callListener(CallListener listener) {
            this.callListener = listener;
            return this;
        }

        /// The configuration.
        ///
        /// @throws IllegalArgumentException with everything that is wrong with it
        public EvenkeelConfig build() {
            List<String> problems = new ArrayList<>();
            checkServer(problems);
            checkKey(problems);
            if (startWait.isNegative() || startWait.compareTo(LONGEST) > 0) {
                problems.add("startWait must be 0 s to 1 day, got " + startWait);
            }
            checkPositive("staleAfter", staleAfter, problems);
            checkPositive("heartbeatTimeout", heartbeatTimeout, problems);
            checkPositive("requestTimeout", requestTimeout, problems);
            checkPositive("unjudgedAfter", unjudgedAfter, problems);
            checkPositive("flushInterval", flushInterval, problems);
            checkPositive("idleFlushInterval", idleFlushInterval, problems);
            if (!problems.isEmpty()) {
                throw new IllegalArgumentException("Evenkeel cannot be configured so: " + String.join("; ", problems));
            }
            return new EvenkeelConfig(this);
        }

        private void checkServer(List<String> problems) {
            boolean http = "http".equals(server.getScheme()) || "https".equals(server.getScheme());
            boolean plain =
                    server.getRawUserInfo() == null && server.getRawQuery() == null && server.getRawFragment() == null;
            if (!http || server.getHost() == null || !plain) {
                problems.add("server must be an http or https address without user, query or fragment, such as"
                        + " https://evenkeel.example.com");
            }
        }

        private void checkKey(List<String> problems) {
            if (sdkKey.isEmpty() || !sdkKey.chars().allMatch(c -> c > ' ' && c < 127)) {
                problems.add("sdkKey must be visible ASCII characters without blanks (it has " + sdkKey.length()
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
