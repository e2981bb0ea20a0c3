// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.plan;

import dev.evenkeel.core.flag.split.Percent;
import java.time.Duration;

/// A policy for missing evidence: hold first, roll back after a second limit. If only single processes stop
/// sending, hold.
///
/// @param noDataAfter time without data after which the rollout holds, above zero
/// @param rollBackAfter time without data after which it is rolled back, longer than `noDataAfter`
/// @param rollBackFrom exposure from which it is rolled back; below, it keeps holding
/// @param silentAfter time without a batch after which a process counts as silent, 30 s to 10 min
/// @param silentShare share of calls that silent processes may serve before the rollout holds; 0: it holds
///     for any silent process
public record MissingDataLimits(
        Duration noDataAfter, Duration rollBackAfter, Percent rollBackFrom, Duration silentAfter, Percent silentShare) {
    /// Minimum of `silentAfter`, and its value in all templates. An SDK sends a batch every second while a
    /// rollout runs, and at least every 10 s.
    public static final Duration MIN_SILENT_AFTER = Duration.ofSeconds(30);

    /// Maximum of `silentAfter`.
    public static final Duration MAX_SILENT_AFTER = Duration.ofMinutes(10);

    /// Creates a policy that holds for any process silent for [#MIN_SILENT_AFTER].
    static MissingDataLimits of(Duration noDataAfter, Duration rollBackAfter, Percent rollBackFrom) {
        return new MissingDataLimits(noDataAfter, rollBackAfter, rollBackFrom, MIN_SILENT_AFTER, Percent.NONE);
    }
}
