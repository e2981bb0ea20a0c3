// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// A promised date by whose end all users are served by the change.
///
/// @param name unique within a case
/// @param date last day on which it is met
/// @param promisedTo to whom it was promised, or null when unknown
/// @param missCost fixed cost of missing it, or null for none
/// @param perWeekLate cost of each week of delay, or null for none
public record DeliveryDateCommitment(
        String name,
        LocalDate date,
        @Nullable String promisedTo,
        @Nullable Quantity missCost,
        @Nullable Quantity perWeekLate) {
    /// Whether missing it has a known cost.
    public boolean hasCost() {
        return missCost != null || perWeekLate != null;
    }
}
