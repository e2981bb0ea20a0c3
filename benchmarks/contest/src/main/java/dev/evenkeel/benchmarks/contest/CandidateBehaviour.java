// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.contest;

/// Behaviours of the candidate while control takes about a millisecond.
public enum CandidateBehaviour {
    /// Not called: only control runs, through the library.
    OFF("control alone"),
    /// Returns immediately.
    PROMPT("candidate at once"),
    /// Takes 20 ms.
    SLOW("candidate takes 20 ms"),
    /// Never returns and cannot be interrupted.
    HANGING("candidate hangs for ever");

    private final String words;

    CandidateBehaviour(String words) {
        this.words = words;
    }

    /// Returns the description for the result table.
    public String description() {
        return words;
    }
}
