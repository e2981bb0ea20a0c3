// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.override;

import java.time.Instant;

/// What somebody else made of an override afterwards.
///
/// @param reviewer who; never the person who overrode
/// @param at when
/// @param finding what was found, in that person's words
public record OverrideReview(String reviewer, Instant at, Verdict verdict, String finding) {

    /// What the review comes to.
    public enum Verdict {
        /// It had to be: the same would be done again.
        JUSTIFIED,
        /// There was a way through the gate, or time to wait.
        AVOIDABLE
    }
}
