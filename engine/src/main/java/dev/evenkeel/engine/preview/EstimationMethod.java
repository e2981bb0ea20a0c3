// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.preview;

/// How a number was found.
public enum EstimationMethod {
    /// A dynamic programme over all counts of failures, with a look at the evidence every second.
    EXACT,
    /// The same with looks that grow apart after ten minutes, up to a quarter of a percent of the time so
    /// far: times come out up to half a percent too long.
    EXACT_WITH_FEWER_LOOKS,
    /// A dynamic programme over the split of failures, with a look after each: for margins that are ratios.
    /// Times come out up to some percent too short where several failures fall in a second.
    EXACT_AFTER_EACH_FAILURE,
    /// Rollouts played by random numbers of a fixed seed, because there are too many counts to go through.
    SIMULATED,
    /// The evidence of counts that are exactly as expected: where a proof is out of reach, or takes millions of
    /// failures.
    EXPECTED_COUNTS
}
