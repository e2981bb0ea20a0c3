// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.evidence;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Windows of time that look each on its own, and the alarm that two of them in a row raise. It stays.
///
/// @param began when the present window began; null before the first
/// @param reached whether the present window reached the evidence it takes
/// @param reachedBefore whether the window before did
/// @param alarmAt when both had; null while they have not
public record ConsecutiveWindowAlarm(
        @Nullable Instant began,
        boolean reached,
        boolean reachedBefore,
        @Nullable Instant alarmAt) {
    static final ConsecutiveWindowAlarm NONE = new ConsecutiveWindowAlarm(null, false, false, null);

    /// Whether a window begins at a moment, because the present one is over or there was none.
    boolean isFreshAt(Instant at, Duration length) {
        return began == null || !at.isBefore(began.plus(length));
    }

    /// The same after one more look.
    ///
    /// @param fresh whether a window begins with it
    /// @param enough whether the window has the evidence it takes
    ConsecutiveWindowAlarm plus(boolean fresh, boolean enough, Instant at) {
        boolean now = enough || (!fresh && reached);
        boolean before = fresh ? reached : reachedBefore;
        return new ConsecutiveWindowAlarm(
                fresh ? at : began, now, before, alarmAt == null && now && before ? at : alarmAt);
    }

    ConsecutiveWindowAlarm seenAt(Instant now) {
        return new ConsecutiveWindowAlarm(
                began == null ? null : GuardState.earlier(began, now),
                reached,
                reachedBefore,
                alarmAt == null ? null : GuardState.earlier(alarmAt, now));
    }
}
