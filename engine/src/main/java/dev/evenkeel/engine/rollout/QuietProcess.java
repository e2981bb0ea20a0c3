// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A process that has the rollout's flags, or has sent outcomes of the rollout, and has sent no batch for at least
/// [#SILENT_AFTER], not even an empty one.
///
/// @param process its name
/// @param heardAt when its last batch arrived, or, when that is later or there was none, when it acknowledged the
///     rollout's flags
/// @param connected whether it showed other signs of life in the last seconds
public record QuietProcess(String process, Instant heardAt, boolean connected) {
    /// A process that sends nothing for this long is silent. An SDK sends a batch every second while a rollout
    /// runs, and every 10 s at least.
    public static final Duration SILENT_AFTER = Duration.ofSeconds(30);

    /// A process counts this long after its last sign of life. Then it is taken for ended.
    public static final Duration FORGOTTEN_AFTER = Duration.ofSeconds(60);

    /// Whether it is silent: the time in which the server did not listen does not count.
    ///
    /// @param listeningSince since when the server that asks could have heard it; null when it always could
    boolean isSilent(@Nullable Instant listeningSince, Instant now) {
        Instant since = since(listeningSince, now);
        Instant listening = listeningSince == null || listeningSince.isBefore(since) ? since : listeningSince;
        return !listening.isAfter(now.minus(SILENT_AFTER));
    }

    /// Since when it has sent nothing. A time later than now is one of before the clock was set back, and means
    /// nothing.
    Instant since(@Nullable Instant listeningSince, Instant now) {
        return heardAt.isAfter(now) && listeningSince != null ? listeningSince : heardAt;
    }
}
