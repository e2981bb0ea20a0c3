// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.plan;

import dev.evenkeel.core.flag.split.Percent;

/// The candidate must not fail more than control.
///
/// To advance, the candidate's failure rate must be shown to be below `(1 + toleratedRise/e) control +
/// toleratedExtra/e` where e is the next exposure: what is tolerated is harm to the whole service, so a small
/// exposure needs little proof.
///
/// @param weight share of the rollback evidence, above 0 and at most 1
/// @param rollbackRatio how many times control's failures are tolerated before rolling back, 1 to 100
/// @param toleratedRise tolerated rise of all failures of the service, as a share of control's failure rate, 0
///     to 10: 0.25 = a quarter more
/// @param toleratedExtra tolerated additional failures, as a share of all calls of the service; clean calls
///     alone can show this one, so a plan for a service that hardly ever fails needs it
/// @param advanceFrom from which exposure on this proof is asked for
/// @param action what a breach leads to
public record ErrorGuardrail(
        double weight,
        double rollbackRatio,
        double toleratedRise,
        Percent toleratedExtra,
        Percent advanceFrom,
        GuardrailAction action) {
    /// One that rolls back.
    public ErrorGuardrail(
            double weight, double rollbackRatio, double toleratedRise, Percent toleratedExtra, Percent advanceFrom) {
        this(weight, rollbackRatio, toleratedRise, toleratedExtra, advanceFrom, GuardrailAction.ROLL_BACK);
    }

    /// Name of the check.
    public String name() {
        return "errors";
    }

    /// What is to be proven before an exposure.
    ///
    /// @param after the exposure that the proof is for, above 0
    public ErrorMargin marginFor(Percent after) {
        return new ErrorMargin(1 + toleratedRise / after.fraction(), toleratedExtra.fraction() / after.fraction());
    }
}
