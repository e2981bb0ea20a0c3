// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.guardrail;

import dev.evenkeel.core.stats.BernoulliLimitGuard;
import dev.evenkeel.core.stats.BernoulliLimitProof;
import dev.evenkeel.core.stats.MixtureEProcess;
import dev.evenkeel.core.stats.RatioGuard;
import dev.evenkeel.core.stats.TrialCounts;
import dev.evenkeel.engine.rollout.plan.ShadowGuardrail;
import java.util.function.Consumer;

/// A test of the shadow mismatch rate: against control's own rate plus the tolerated margin where control is
/// shadowed too, otherwise against the tolerated margin alone, as if control never differed from itself.
///
/// @param hasNoise whether control's own rate is measured
/// @param rollback evidence that the candidate is worse
/// @param advance evidence that it is not
/// @param against adds comparisons to the rollback evidence
/// @param inFavour adds comparisons to the advance evidence
public record ShadowMismatchTest(
        boolean hasNoise,
        MixtureEProcess rollback,
        MixtureEProcess advance,
        Consumer<TrialCounts> against,
        Consumer<TrialCounts> inFavour) {
    static ShadowMismatchTest of(ShadowGuardrail guardrail) {
        double tolerated = guardrail.tolerated().fraction();
        return guardrail.noise().basisPoints() > 0 ? aboveNoise(tolerated) : aboveNothing(tolerated);
    }

    /// Estimates the candidate comparisons needed to prove agreement when no result differs, neither the
    /// candidate's nor control's own.
    ///
    /// @param advanceAlpha significance level of the plan for advancing
    /// @return -1 when no number suffices
    public static long comparisonsNeeded(ShadowGuardrail guardrail, double advanceAlpha) {
        ShadowMismatchTest evidence = of(guardrail);
        double[] nothing = evidence.advance().state();
        double noise = guardrail.noise().fraction();
        double ownPerCandidate = noise / (1 - noise);
        return ProofTrialsForecast.trialsNeeded(-StrictMath.log(advanceAlpha), candidate -> {
            evidence.advance().restore(nothing);
            evidence.inFavour().accept(new TrialCounts(Math.round(candidate * ownPerCandidate), 0, candidate, 0));
            return evidence.advance().logE();
        });
    }

    private static ShadowMismatchTest aboveNoise(double tolerated) {
        RatioGuard rollback = RatioGuard.rollback(1, tolerated);
        RatioGuard advance = RatioGuard.advance(1, tolerated);
        return new ShadowMismatchTest(true, rollback.mixture(), advance.mixture(), rollback::observe, advance::observe);
    }

    private static ShadowMismatchTest aboveNothing(double tolerated) {
        var rollback = new BernoulliLimitGuard(tolerated);
        var advance = new BernoulliLimitProof(tolerated);
        return new ShadowMismatchTest(
                false,
                rollback.mixture(),
                advance.mixture(),
                comparisons -> rollback.observe(comparisons.candidateFailed(), comparisons.candidate()),
                comparisons -> advance.observe(comparisons.candidateFailed(), comparisons.candidate()));
    }
}
