// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.guardrail;

import dev.evenkeel.core.stats.BernoulliLimitGuard;
import dev.evenkeel.core.stats.BernoulliLimitProof;
import dev.evenkeel.core.stats.MixtureEProcess;
import dev.evenkeel.core.stats.RatioGuard;
import dev.evenkeel.core.stats.TrialCounts;
import dev.evenkeel.engine.rollout.plan.ShadowGuardrail;
import java.util.function.Consumer;

/// Evidence about differing answers: against control's own rate plus what is tolerated, where control answers
/// twice, else against what is tolerated, as if control never differed from itself.
///
/// @param hasNoise whether control's own rate is taken into account
/// @param rollback the evidence that the candidate is worse
/// @param advance the evidence that it is not
/// @param against takes comparisons into the former
/// @param inFavour takes comparisons into the latter
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

    /// About how many comparisons with the candidate it takes to show that its answers agree, when no answer
    /// differs, neither the candidate's nor control's own.
    ///
    /// @param advanceAlpha the plan's level for going on
    /// @return -1 when no number is enough
    public static long comparisonsNeeded(ShadowGuardrail guardrail, double advanceAlpha) {
        ShadowMismatchTest evidence = of(guardrail);
        double[] nothing = evidence.advance().state();
        double noise = guardrail.noise().fraction();
        double ownPerCandidate = noise / (1 - noise);
        return ProofForecast.trialsNeeded(-StrictMath.log(advanceAlpha), candidate -> {
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
