// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.plan;

import dev.evenkeel.core.flag.split.Percent;

/// A guardrail on failures: the candidate must not fail more often than control.
///
/// To advance, the candidate's failure rate must be shown to be below
/// `(1 + toleratedRise/e) control + toleratedExtra/e` where e is the next exposure. The tolerance is on harm
/// to the whole service, so a small exposure needs little proof.
///
/// @param weight weight in the combined rollback evidence, above 0 and at most 1
/// @param rollbackRatio tolerated factor on control's failure rate before a rollback, 1 to 100
/// @param toleratedRise tolerated rise of the service's failure rate, relative to control's, 0 to 10: 0.25 =
///     a quarter more
/// @param toleratedExtra tolerated additional failures, as a share of all calls of the service. Successful
///     calls alone can prove this margin, so a plan for a service that hardly ever fails needs it
/// @param advanceFrom exposure from which this proof is required
/// @param action action on a breach
public record ErrorGuardrail(
        double weight,
        double rollbackRatio,
        double toleratedRise,
        Percent toleratedExtra,
        Percent advanceFrom,
        GuardrailAction action) {
    /// Creates a guardrail that rolls back.
    public ErrorGuardrail(
            double weight, double rollbackRatio, double toleratedRise, Percent toleratedExtra, Percent advanceFrom) {
        this(weight, rollbackRatio, toleratedRise, toleratedExtra, advanceFrom, GuardrailAction.ROLL_BACK);
    }

    /// Returns the name of the check.
    public String name() {
        return "errors";
    }

    /// Returns the margin to prove before an exposure.
    ///
    /// @param after exposure that the proof allows, above 0
    public FailureRateMargin marginFor(Percent after) {
        return new FailureRateMargin(
                1 + toleratedRise / after.fraction(), toleratedExtra.fraction() / after.fraction());
    }
}
