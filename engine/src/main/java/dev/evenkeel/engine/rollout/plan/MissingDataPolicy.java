// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.plan;

import dev.evenkeel.core.flag.split.Percent;
import java.time.Duration;

/// What to do when evidence stops coming: hold at once, roll back after a second limit. When it stops coming
/// from single processes only, hold.
///
/// @param noDataAfter silence after which the rollout counts as blind and holds, above zero
/// @param rollBackAfter silence after which it is rolled back, longer than `noDataAfter`
/// @param rollBackFrom exposure from which on it is rolled back; below, it goes on holding
/// @param silentAfter time without a batch after which a process counts as silent, 30 s to 10 min
/// @param silentShare share of the calls that silent processes may represent before the rollout holds; 0: the
///     rollout holds for any silent process
public record MissingDataPolicy(
        Duration noDataAfter, Duration rollBackAfter, Percent rollBackFrom, Duration silentAfter, Percent silentShare) {
    /// The shortest `silentAfter`, and the one of all templates. An SDK sends a batch every second while a
    /// rollout runs, and every 10 s at least.
    public static final Duration LEAST_SILENT_AFTER = Duration.ofSeconds(30);

    /// The longest `silentAfter`.
    public static final Duration MOST_SILENT_AFTER = Duration.ofMinutes(10);

    /// A plan that holds for any process that is silent for [#LEAST_SILENT_AFTER].
    static MissingDataPolicy of(Duration noDataAfter, Duration rollBackAfter, Percent rollBackFrom) {
        return new MissingDataPolicy(noDataAfter, rollBackAfter, rollBackFrom, LEAST_SILENT_AFTER, Percent.NONE);
    }
}
