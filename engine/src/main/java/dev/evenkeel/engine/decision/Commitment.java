// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// A day by whose end everybody is to be served by the change, as was promised to somebody.
///
/// @param name unique within a case
/// @param date the last day on which it is kept
/// @param to whom it was promised, or null where nobody said
/// @param miss what missing it costs, however late, or null for nothing
/// @param perWeekLate what each week costs that it is late, or null for nothing
public record Commitment(
        String name,
        LocalDate date,
        @Nullable String to,
        @Nullable Quantity miss,
        @Nullable Quantity perWeekLate) {
    /// Whether anybody said what missing it costs.
    public boolean costs() {
        return miss != null || perWeekLate != null;
    }
}
