// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.preview;

import dev.evenkeel.core.stats.CandidateShare;
import dev.evenkeel.core.stats.RatioGuard;
import dev.evenkeel.core.stats.TrialCounts;
import dev.evenkeel.engine.rollout.plan.ErrorMargin;

/// Whether a step's evidence proves that a candidate exactly as good as control is within the margin: the
/// production guard's answer to counts.
///
/// Clean trials are taken at their expected number: their spread moves the evidence by less than a twentieth of
/// what one failure does.
///
/// Confined to one thread.
final class ProofCriterion {
    private static final double MOST_TRIALS = 1e12;

    private final CandidateShare share;
    private final ErrorMargin margin;
    private final double rate;
    private final double trialsPerSecond;
    private final RatioGuard guard;
    private final double[] nothing;
    private final double logNeeded;

    /// What is asked: two questions of the same terms have the same answers.
    record Terms(CandidateShare share, ErrorMargin margin, double rate, double trialsPerSecond, double logNeeded) {}

    /// @param rate failure rate of both variants, 0 to below 1
    /// @param trialsPerSecond trials of both variants a second, above 0
    /// @param logNeeded logarithm of the evidence that proves
    ProofCriterion(CandidateShare share, ErrorMargin margin, double rate, double trialsPerSecond, double logNeeded) {
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

    /// The same question about failures alone, which control's must outnumber; for margins without extra
    /// failures.
    StoppingBoundary ofFailures() {
        return new StoppingBoundary(
                new CandidateShare(/* candidate= */ share.control(), /* control= */ share.candidate()),
                1 / margin.factor(),
                logNeeded);
    }

    /// Whether clean trials carry no evidence.
    boolean ofFailuresOnly() {
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

    /// Whether so many failures in so much time prove.
    boolean proven(double seconds, long controlFailed, long candidateFailed) {
        long clean = Math.round(seconds * trialsPerSecond * (1 - rate));
        guard.mixture().restore(nothing);
        guard.observe(share, new TrialCounts(clean + controlFailed, controlFailed, candidateFailed, candidateFailed));
        return guard.mixture().logE() >= logNeeded;
    }

    /// How long it takes when counts are just as expected, to 1 %; infinite when longer than a limit.
    double expectedSeconds(double limit) {
        double seconds = 1;
        double longest = Math.min(limit, MOST_TRIALS / trialsPerSecond);
        while (seconds <= longest && !provenAsExpected(seconds)) {
            seconds = EvaluationSchedule.after(seconds, EvaluationSchedule.COARSE);
        }
        return seconds <= longest ? seconds : Double.POSITIVE_INFINITY;
    }

    private boolean provenAsExpected(double seconds) {
        return proven(seconds, Math.round(controlFailures(seconds)), Math.round(candidateFailures(seconds)));
    }
}
