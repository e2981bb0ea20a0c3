// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.gate;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A gate stood against a change, for a time.
///
/// @param gate name of the gate
/// @param change what stood still, so that times of several gates are known to be of one change
/// @param since when it was closed first, with the change wanting to go on
/// @param end when it opened, was overridden, or the change was given up; null while it stands
public record GateDenial(
        String gate, String change, Instant since, @Nullable Instant end) {}
