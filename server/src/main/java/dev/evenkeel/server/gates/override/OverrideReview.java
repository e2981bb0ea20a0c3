// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.override;

import java.time.Instant;

/// A review of an override by a second person.
///
/// @param reviewer reviewer; never the person who created the override
/// @param at time of the review
/// @param finding finding in the reviewer's words
public record OverrideReview(String reviewer, Instant at, Verdict verdict, String finding) {

    /// The verdict of a review.
    public enum Verdict {
        /// The override was necessary.
        JUSTIFIED,
        /// The change could have passed the gate, or could have waited.
        AVOIDABLE
    }
}
