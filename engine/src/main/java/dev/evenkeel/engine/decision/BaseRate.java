// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision;

import java.util.List;

/// How likely a change of this kind is to become a major incident by whatever cause.
///
/// @param failed chance that it fails
/// @param majorGivenFailed chance that it becomes a major incident when it fails
/// @param reconcile whether the causes are scaled until they make this chance together
/// @param readiness what makes this change differ from those that the chance is of
public record BaseRate(Quantity failed, Quantity majorGivenFailed, boolean reconcile, List<Readiness> readiness) {
    public BaseRate {
        readiness = List.copyOf(readiness);
        if (!reconcile && !readiness.isEmpty()) {
            throw new IllegalArgumentException(
                    "readiness moves the base rate, and that moves nothing here: say reconcile: true");
        }
    }

    /// The chance under these numbers.
    ///
    /// @param shift what readiness adds to the logit of failing
    static double chance(double failed, double major, double shift) {
        return shift == 0 ? failed * major : major / (1 + (1 - failed) / failed * Math.exp(-shift));
    }
}
