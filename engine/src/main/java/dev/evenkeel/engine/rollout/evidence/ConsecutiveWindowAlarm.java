// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.evidence;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An alarm raised when two consecutive time windows, each tested on its own, both reach their evidence. Once
/// raised, it stays.
///
/// @param began start of the current window; null before the first
/// @param reached whether the current window reached the required evidence
/// @param reachedBefore whether the previous window did
/// @param alarmAt when both had; null until then
public record ConsecutiveWindowAlarm(
        @Nullable Instant began,
        boolean reached,
        boolean reachedBefore,
        @Nullable Instant alarmAt) {
    static final ConsecutiveWindowAlarm NONE = new ConsecutiveWindowAlarm(null, false, false, null);

    /// Whether a new window begins at a moment, because the current one is over or there is none.
    boolean startsWindowAt(Instant at, Duration length) {
        return began == null || !at.isBefore(began.plus(length));
    }

    /// Returns the alarm after one more evaluation.
    ///
    /// @param fresh whether a window begins with it
    /// @param enough whether the window has the required evidence
    ConsecutiveWindowAlarm plus(boolean fresh, boolean enough, Instant at) {
        boolean now = enough || (!fresh && reached);
        boolean before = fresh ? reached : reachedBefore;
        return new ConsecutiveWindowAlarm(
                fresh ? at : began, now, before, alarmAt == null && now && before ? at : alarmAt);
    }

    ConsecutiveWindowAlarm clampTo(Instant now) {
        return new ConsecutiveWindowAlarm(
                began == null ? null : RolloutGuardState.earlier(began, now),
                reached,
                reachedBefore,
                alarmAt == null ? null : RolloutGuardState.earlier(alarmAt, now));
    }
}
