// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.preview;

import dev.evenkeel.core.stats.CandidateShare;
import dev.evenkeel.core.stats.RatioGuard;
import dev.evenkeel.core.stats.TrialCounts;
import dev.evenkeel.engine.rollout.plan.FailureRateMargin;

/// The criterion of whether counts at a step prove that a candidate exactly as good as control is within the
/// margin, computed by the production guard.
///
/// Successful trials are set to their expected number: their variation changes the evidence by less than a
/// twentieth of one failure.
final class ProofCriterion {
    private static final double MOST_TRIALS = 1e12;

    private final CandidateShare share;
    private final FailureRateMargin margin;
    private final double rate;
    private final double trialsPerSecond;
    private final RatioGuard guard;
    private final double[] nothing;
    private final double logNeeded;

    /// The terms of the criterion; equal terms give equal results.
    record Terms(
            CandidateShare share, FailureRateMargin margin, double rate, double trialsPerSecond, double logNeeded) {}

    /// @param rate failure rate of both variants, 0 to below 1
    /// @param trialsPerSecond trials per second of both variants, above 0
    /// @param logNeeded logarithm of the evidence that completes the proof
    ProofCriterion(
            CandidateShare share, FailureRateMargin margin, double rate, double trialsPerSecond, double logNeeded) {
        this.share = share;
        this.margin = margin;
        this.rate = rate;
        this.trialsPerSecond = trialsPerSecond;
        this.guard = RatioGuard.advance(margin.factor(), margin.extra());
        this.nothing = guard.mixture().state();
        this.logNeeded = logNeeded;
    }

    Terms terms() {
        return new Terms(share, margin, rate, trialsPerSecond, logNeeded);
    }

    /// Returns the criterion on failures alone, of which control must have more; for margins without extra
    /// failures.
    StoppingBoundary failureBoundary() {
        return new StoppingBoundary(
                new CandidateShare(/* candidate= */ share.control(), /* control= */ share.candidate()),
                1 / margin.factor(),
                logNeeded);
    }

    /// Whether successful trials carry no evidence.
    boolean usesFailuresOnly() {
        return margin.extra() == 0;
    }

    double controlFailures(double seconds) {
        return seconds * trialsPerSecond * share.control() * rate;
    }

    double candidateFailures(double seconds) {
        return seconds * trialsPerSecond * share.candidate() * rate;
    }

    double failures(double seconds) {
        return controlFailures(seconds) + candidateFailures(seconds);
    }

    /// Whether the failures in a time complete the proof.
    boolean isProven(double seconds, long controlFailed, long candidateFailed) {
        long clean = Math.round(seconds * trialsPerSecond * (1 - rate));
        guard.mixture().restore(nothing);
        guard.observe(share, new TrialCounts(clean + controlFailed, controlFailed, candidateFailed, candidateFailed));
        return guard.mixture().logE() >= logNeeded;
    }

    /// Returns the time that the proof takes at expected counts, to 1%; infinite beyond a limit.
    double expectedSeconds(double limit) {
        double seconds = 1;
        double longest = Math.min(limit, MOST_TRIALS / trialsPerSecond);
        while (seconds <= longest && !isProvenAsExpected(seconds)) {
            seconds = EvaluationSchedule.nextEvaluation(seconds, EvaluationSchedule.COARSE);
        }
        return seconds <= longest ? seconds : Double.POSITIVE_INFINITY;
    }

    private boolean isProvenAsExpected(double seconds) {
        return isProven(seconds, Math.round(controlFailures(seconds)), Math.round(candidateFailures(seconds)));
    }
}
