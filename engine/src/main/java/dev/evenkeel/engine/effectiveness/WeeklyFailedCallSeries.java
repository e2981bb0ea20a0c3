// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.effectiveness;

import java.util.List;

/// The weekly counts of a service.
///
/// @param service name of the service
/// @param weeks oldest first, without overlap
public record WeeklyFailedCallSeries(String service, List<WeeklyFailedCallCount> weeks) {
    public WeeklyFailedCallSeries {
        weeks = List.copyOf(weeks);
        for (int i = 1; i < weeks.size(); i++) {
            if (weeks.get(i).start().isBefore(weeks.get(i - 1).end())) {
                throw new IllegalArgumentException(
                        "weeks of " + service + " must be sorted, oldest first, without duplicates, but "
                                + weeks.get(i).start() + " follows "
                                + weeks.get(i - 1).start() + "; give each week once, in order");
            }
        }
    }
}
