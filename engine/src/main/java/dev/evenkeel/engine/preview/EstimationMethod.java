// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.preview;

/// The method by which a time was computed.
public enum EstimationMethod {
    /// Dynamic programming over all counts of failures, with one evaluation of the evidence per second.
    EXACT,
    /// The same with evaluations that grow apart after ten minutes, up to 0.25% of the elapsed time: times
    /// are up to 0.5% too long.
    EXACT_WITH_FEWER_EVALUATIONS,
    /// Dynamic programming over the split of failures, with an evaluation after each failure; for margins
    /// that are ratios. Times are up to some percent too short where several failures fall in one second.
    EXACT_AFTER_EACH_FAILURE,
    /// Simulation with a fixed seed, because there are too many counts to enumerate.
    SIMULATED,
    /// The evidence of expected counts, where a proof is out of reach or takes millions of failures.
    EXPECTED_COUNTS
}
