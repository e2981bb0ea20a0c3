// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision;

/// The source of a number.
///
/// @param kind kind of source
/// @param description own data with its sample size, the publication, or who judged it; not blank
public record QuantitySource(Kind kind, String description) {
    public enum Kind {
        /// Own data.
        OWN_DATA,
        /// Published data.
        PUBLISHED,
        /// A person's judgement.
        JUDGEMENT
    }

    public QuantitySource {
        if (description.isBlank()) {
            throw new IllegalArgumentException("the source must name the data, the publication, or the judge");
        }
    }
}
