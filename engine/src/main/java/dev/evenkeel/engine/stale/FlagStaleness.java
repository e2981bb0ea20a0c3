// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.stale;

import java.util.List;

/// The staleness of a flag.
///
/// @param reasons reasons, as sentences for people with the flag as their subject; at least one
/// @param remedy recommended action; empty when none is needed
public record FlagStaleness(Status status, List<String> reasons, String remedy) {
    public FlagStaleness {
        reasons = List.copyOf(reasons);
    }

    /// The status, least urgent first.
    public enum Status {
        /// In use, or permanent.
        ACTIVE,
        /// Insufficient data.
        UNKNOWN,
        /// There is evidence that the flag is no longer needed, but no proof.
        POTENTIALLY_STALE,
        /// The data shows that the flag is no longer needed.
        STALE
    }
}
