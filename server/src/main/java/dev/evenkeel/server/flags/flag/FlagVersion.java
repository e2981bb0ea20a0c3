// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.flag;

import java.time.Instant;

/// The change since which a flag evaluates as it does. Splits of rollouts and new descriptions do not create a
/// version.
///
/// @param revision revision of the definition that last changed the flag; 0 when that was before versions were
///     recorded
/// @param author author of that change; empty when unknown
/// @param at when that change was made
public record FlagVersion(long revision, String author, Instant at) {
    static final FlagVersion UNKNOWN = new FlagVersion(0, "", Instant.EPOCH);
}
