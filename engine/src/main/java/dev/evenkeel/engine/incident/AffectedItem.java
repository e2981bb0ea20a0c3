// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A payment, or another item with a monetary value, that an incident left incorrect. Evenkeel never moves
/// money: a person corrects the item and records how.
///
/// @param id identifier in the service
/// @param correction null until corrected
public record AffectedItem(String id, @Nullable Correction correction) {
    /// The correction of an item.
    ///
    /// @param what for example `reversed by booking 4711`
    public record Correction(String what, String by, Instant at) {}
}
