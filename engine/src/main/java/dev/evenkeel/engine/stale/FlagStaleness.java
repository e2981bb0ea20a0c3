// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.stale;

import java.util.List;

/// Whether a flag has done its work.
///
/// @param status the answer
/// @param reasons why, sentences for people that have the flag as their subject; at least one
/// @param remedy what to do about it; empty when nothing is to be done
public record FlagStaleness(Status status, List<String> reasons, String remedy) {
    public FlagStaleness {
        reasons = List.copyOf(reasons);
    }

    /// The answers, from the least to the most urgent.
    public enum Status {
        /// It is in use, or meant to stay.
        ACTIVE,
        /// Too little can be seen to say anything.
        UNKNOWN,
        /// Something says that it has done its work, but does not prove it.
        POTENTIALLY_STALE,
        /// What can be seen shows that it has done its work.
        STALE
    }
}
