// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.contest;

/// What the candidate does while control takes about a millisecond.
public enum CandidateBehaviour {
    /// It is not called: control alone, through the library.
    OFF("control alone"),
    /// It answers at once.
    PROMPT("candidate at once"),
    /// It takes 20 ms.
    SLOW("candidate takes 20 ms"),
    /// It never answers and cannot be interrupted.
    HANGING("candidate hangs for ever");

    private final String words;

    CandidateBehaviour(String words) {
        this.words = words;
    }

    /// For a reader of the table.
    public String words() {
        return words;
    }
}
