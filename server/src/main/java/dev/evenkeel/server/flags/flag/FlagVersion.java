// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.flag;

import java.time.Instant;

/// Since when a flag evaluates as it does. Splits of rollouts and new descriptions make no new version.
///
/// @param revision of the definition that changed it last; 0 when that was before this was kept
/// @param author who made that change; empty when that is not known
/// @param at when that change was made
public record FlagVersion(long revision, String author, Instant at) {
    static final FlagVersion UNKNOWN = new FlagVersion(0, "", Instant.EPOCH);
}
