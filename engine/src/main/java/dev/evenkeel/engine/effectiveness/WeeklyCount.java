// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.effectiveness;

import dev.evenkeel.engine.stats.RateRatio.FailureCount;
import java.time.LocalDate;

/// What was counted in seven days.
///
/// @param begins the first of the days
/// @param counted failures and calls, the former at most as many as the latter; a week without a call is
///     left out
public record WeeklyCount(LocalDate begins, FailureCount counted) {
    static final int DAYS = 7;

    public WeeklyCount {
        if (counted.failures() > counted.calls()) {
            throw new IllegalArgumentException("the week that begins on " + begins + " has " + counted.failures()
                    + " failures of " + counted.calls() + " calls; count the same calls for both numbers");
        }
    }

    /// The first day after it.
    public LocalDate end() {
        return begins.plusDays(DAYS);
    }
}
