// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.effectiveness;

import dev.evenkeel.engine.stats.RateRatio.FailureCount;
import java.time.LocalDate;

/// The counts of seven days.
///
/// @param start first day
/// @param counts failures and calls, with at most as many failures as calls; weeks without calls are left
///     out
public record WeeklyFailedCallCount(LocalDate start, FailureCount counts) {
    static final int DAYS = 7;

    public WeeklyFailedCallCount {
        if (counts.failures() > counts.calls()) {
            throw new IllegalArgumentException("the week starting on " + start + " has " + counts.failures()
                    + " failures of " + counts.calls() + " calls; count the same calls for both numbers");
        }
    }

    /// Returns the first day after it.
    public LocalDate end() {
        return start.plusDays(DAYS);
    }
}
