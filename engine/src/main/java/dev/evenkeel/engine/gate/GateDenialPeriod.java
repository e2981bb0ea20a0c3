// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.gate;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A period in which a gate blocked a change.
///
/// @param gate name of the gate
/// @param change identifier of the blocked change, which groups denials of several gates
/// @param since when the gate was first closed while the change was ready to continue
/// @param end when the gate opened, was overridden, or the change was abandoned; null while it blocks
public record GateDenialPeriod(
        String gate, String change, Instant since, @Nullable Instant end) {}
