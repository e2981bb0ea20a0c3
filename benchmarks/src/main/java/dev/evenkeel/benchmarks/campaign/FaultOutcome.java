// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.campaign;

import java.time.Duration;

/// The outcome of a fault.
///
/// @param failed payments not accepted at the first attempt until recovery
/// @param recovery time from the end of the fault until payments were accepted as before
/// @param ending the guard's last decision other than to hold
/// @param reason the guard's reason for it
record FaultOutcome(FaultPoint scene, long failed, Duration recovery, String ending, String reason) {

    private static final String BLIND = "missing data, no breach";

    /// Whether the guard blamed the candidate for a fault that is missing or not unique.
    boolean isBlamedWrongly() {
        return isRolledBack() && !scene.isCandidatesOwn() && !isRolledBackBlind();
    }

    /// Whether the rollout was rolled back because the plan limits how long units stay on the candidate
    /// without evidence.
    boolean isRolledBackBlind() {
        return isRolledBack() && reason.startsWith(BLIND);
    }

    private boolean isRolledBack() {
        return ending.equals("ROLL_BACK");
    }

    /// Returns the outcome with another decision.
    FaultOutcome withEnding(String kind, String why) {
        return new FaultOutcome(scene, failed, recovery, kind, why);
    }
}
