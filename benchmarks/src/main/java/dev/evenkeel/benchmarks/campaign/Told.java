// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.campaign;

import java.time.Duration;

/// What came of a trouble.
///
/// @param failed payments that were not accepted at the first attempt until all was well again
/// @param recovery from the end of the trouble until payments were accepted as before it
/// @param ending what the guard made of it: the last decision that was not to hold
/// @param reason the guard's words for that
record Told(Scene scene, long failed, Duration recovery, String ending, String reason) {

    /// Whether the guard went back for trouble that is not the new side's own.
    boolean isBlamedWrongly() {
        return ending.equals("ROLL_BACK") && !scene.isCandidatesOwn();
    }
}
