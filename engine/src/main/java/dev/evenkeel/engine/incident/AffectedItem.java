// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A payment, or whatever else holds money, that an incident left wrong. Evenkeel never moves money: a
/// person corrects it and says how.
///
/// @param id as the service knows it
/// @param correction null until there is one
public record AffectedItem(String id, @Nullable Correction correction) {
    /// What put it right.
    ///
    /// @param what for example `reversed by booking 4711`
    public record Correction(String what, String by, Instant at) {}
}
