// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.preview;

/// The method by which a time was computed.
public enum EstimationMethod {
    /// Dynamic programming over all counts of failures, with one evaluation of the evidence per second.
    EXACT("exact"),
    /// The same with evaluations that grow apart after ten minutes, up to 0.25% of the elapsed time: times
    /// are up to 0.5% too long.
    EXACT_WITH_FEWER_EVALUATIONS("exact, for evaluations up to 0.25% apart"),
    /// Dynamic programming over the split of failures, with an evaluation after each failure; for margins
    /// that are ratios. Times are up to some percent too short where several failures fall in one second.
    EXACT_AFTER_EACH_FAILURE("exact, with an evaluation after each failure"),
    /// Simulation with a fixed seed, because there are too many counts to enumerate.
    SIMULATED("simulated, 400 runs, seed 1"),
    /// The evidence of expected counts, where a proof is out of reach or takes millions of failures.
    EXPECTED_COUNTS("from expected counts");

    private final String description;

    EstimationMethod(String description) {
        this.description = description;
    }

    /// Returns the method in words: `exact`.
    public String describe() {
        return description;
    }
}
