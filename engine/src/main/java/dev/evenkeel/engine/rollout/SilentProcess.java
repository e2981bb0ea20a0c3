// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A process that has the rollout's flags, or has sent outcomes of the rollout, and has sent no batch for at
/// least [dev.evenkeel.engine.rollout.plan.MissingDataPolicy#LEAST_SILENT_AFTER], not even an empty one.
///
/// @param process its name
/// @param heardAt when its last batch arrived, or, when that is later or there was none, when it acknowledged
///     the rollout's flags
/// @param contact what else is known of it
/// @param share estimated share of the calls of the rollout's processes that it serves, 0 to 1
public record SilentProcess(String process, Instant heardAt, ConnectionState contact, double share) {
    /// What is known of a process beside its batches.
    public enum ConnectionState {
        /// It showed other signs of life in the last seconds.
        CONNECTED("and is connected", Duration.ofSeconds(60)),
        /// It was connected before.
        LOST("and is not connected; it is taken for ended 1 min after its last sign of life", Duration.ofSeconds(60)),
        /// It has no connection, and promised in its last batch to send the next one within 10 s.
        REPORTER(
                "and promised a report every 10 s; it is taken for ended 5 min after its last one",
                Duration.ofMinutes(5));

        private final String words;
        private final Duration forgottenAfter;

        ConnectionState(String words, Duration forgottenAfter) {
            this.words = words;
            this.forgottenAfter = forgottenAfter;
        }

        String words() {
            return words;
        }

        /// How long a process counts after its last sign of life. Then it is taken for ended.
        public Duration forgottenAfter() {
            return forgottenAfter;
        }
    }

    /// Whether its last batch is older than a limit. A time later than now is one of before the clock was set
    /// back, so it counts as old.
    boolean isQuiet(Duration limit, Instant now) {
        return heardAt.isAfter(now) || !heardAt.isAfter(now.minus(limit));
    }

    /// Whether it is silent: the time in which the server did not listen does not count.
    ///
    /// @param limit time without a batch
    /// @param listeningSince since when the server that asks could have heard it; null when it always could
    boolean isSilent(Duration limit, @Nullable Instant listeningSince, Instant now) {
        Instant since = since(listeningSince, now);
        Instant listening = listeningSince == null || listeningSince.isBefore(since) ? since : listeningSince;
        return !listening.isAfter(now.minus(limit));
    }

    /// Since when it has sent nothing. A time later than now is one of before the clock was set back, and means
    /// nothing.
    Instant since(@Nullable Instant listeningSince, Instant now) {
        return heardAt.isAfter(now) && listeningSince != null ? listeningSince : heardAt;
    }
}
