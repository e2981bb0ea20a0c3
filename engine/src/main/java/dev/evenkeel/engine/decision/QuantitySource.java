// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision;

/// Where a number comes from.
///
/// @param kind which kind of source
/// @param words the own data with their count, the publication, or whose judgement it is; not blank
public record QuantitySource(Kind kind, String words) {
    /// Kinds of source.
    public enum Kind {
        /// Counted here.
        OWN_DATA,
        /// Published by others.
        PUBLISHED,
        /// Somebody's judgement.
        JUDGEMENT
    }

    public QuantitySource {
        if (words.isBlank()) {
            throw new IllegalArgumentException("an origin says which data, which publication or whose judgement");
        }
    }
}
