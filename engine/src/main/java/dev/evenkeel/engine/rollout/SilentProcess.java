// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A process that has the rollout's flags, or has sent outcomes of the rollout, and has sent no batch, not
/// even an empty one, for at least [dev.evenkeel.engine.rollout.plan.MissingDataLimits#LEAST_SILENT_AFTER].
///
/// @param process name of the process
/// @param heardAt when its last batch arrived; when it acknowledged the rollout's flags, if that is later or
///     no batch arrived
/// @param contact its connection state
/// @param share estimated share of the rollout's calls that it serves, 0 to 1
public record SilentProcess(String process, Instant heardAt, ConnectionState contact, double share) {
    /// The connection state of a process, independent of its batches.
    public enum ConnectionState {
        /// Connected: it showed another sign of life within the last seconds.
        CONNECTED("and is connected", Duration.ofSeconds(60)),
        /// Disconnected after it was connected.
        LOST("and is not connected; it counts as stopped 1 min after its last contact", Duration.ofSeconds(60)),
        /// Without a connection; its last batch announced the next one within 10 s.
        REPORTER(
                "although it reports every 10 s; it counts as stopped 5 min after its last report",
                Duration.ofMinutes(5));

        private final String words;
        private final Duration forgottenAfter;

        ConnectionState(String words, Duration forgottenAfter) {
            this.words = words;
            this.forgottenAfter = forgottenAfter;
        }

        String description() {
            return words;
        }

        /// Returns how long a process counts after its last sign of life; afterwards it is assumed to have
        /// ended.
        public Duration expiresAfter() {
            return forgottenAfter;
        }
    }

    /// Whether its last batch is older than a limit. A timestamp later than now, left from before the clock
    /// was set back, counts as old.
    boolean isQuiet(Duration limit, Instant now) {
        return heardAt.isAfter(now) || !heardAt.isAfter(now.minus(limit));
    }

    /// Whether it has been silent for the limit, not counting time in which the server did not listen.
    ///
    /// @param limit time without a batch
    /// @param listeningSince since when this server has been able to receive batches; null when always
    boolean isSilent(Duration limit, @Nullable Instant listeningSince, Instant now) {
        Instant since = silentSince(listeningSince, now);
        Instant listening = listeningSince == null || listeningSince.isBefore(since) ? since : listeningSince;
        return !listening.isAfter(now.minus(limit));
    }

    /// Returns when its silence began. Ignores timestamps later than now, left from before the clock was set
    /// back.
    Instant silentSince(@Nullable Instant listeningSince, Instant now) {
        return heardAt.isAfter(now) && listeningSince != null ? listeningSince : heardAt;
    }
}
