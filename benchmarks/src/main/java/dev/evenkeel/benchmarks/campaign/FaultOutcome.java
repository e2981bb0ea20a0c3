// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.campaign;

import java.time.Duration;

/// What came of a trouble.
///
/// @param failed payments that were not accepted at the first attempt until all was well again
/// @param recovery from the end of the trouble until payments were accepted as before it
/// @param ending what the guard made of it: the last decision that was not to hold
/// @param reason the guard's words for that
record FaultOutcome(FaultPoint scene, long failed, Duration recovery, String ending, String reason) {

    private static final String BLIND = "blind, not breached";

    /// Whether the guard found against the new side for trouble that is not its own.
    boolean isBlamedWrongly() {
        return isTakenBack() && !scene.isCandidatesOwn() && !isTakenBackBlind();
    }

    /// Whether everybody was taken back because the plan lets nobody stay for long where nothing can be seen.
    boolean isTakenBackBlind() {
        return isTakenBack() && reason.startsWith(BLIND);
    }

    private boolean isTakenBack() {
        return ending.equals("ROLL_BACK");
    }

    /// The same with another end.
    FaultOutcome endedBy(String kind, String why) {
        return new FaultOutcome(scene, failed, recovery, kind, why);
    }
}
