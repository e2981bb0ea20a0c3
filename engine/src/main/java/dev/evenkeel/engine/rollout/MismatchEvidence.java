// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

import dev.evenkeel.stats.BernoulliCeiling;
import dev.evenkeel.stats.BernoulliProof;
import dev.evenkeel.stats.RatioGuard;
import dev.evenkeel.stats.Trials;

/// Evidence about differing answers: against control's own rate where it answers twice, else against a limit.
sealed interface MismatchEvidence {
    static MismatchEvidence of(ShadowGuardrail guardrail) {
        double tolerated = guardrail.tolerated().fraction();
        return guardrail.noise().basisPoints() > 0 ? new AboveNoise(tolerated) : new AboveNothing(tolerated);
    }

    /// Whether control's own rate is taken into account.
    boolean hasNoise();

    /// Takes comparisons into the evidence that the candidate is worse.
    void against(Trials comparisons);

    /// Takes comparisons into the evidence that it is not.
    void inFavour(Trials comparisons);

    double logRollback();

    double logAdvance();

    double[] rollbackState();

    void restoreRollback(double[] state);

    double[] advanceState();

    void restoreAdvance(double[] state);

    /// The candidate's rate against control's own plus what is tolerated.
    final class AboveNoise implements MismatchEvidence {
        private final RatioGuard rollback;
        private final RatioGuard advance;

        AboveNoise(double tolerated) {
            this.rollback = RatioGuard.rollback(1, tolerated);
            this.advance = RatioGuard.advance(1, tolerated);
        }

        @Override
        public boolean hasNoise() {
            return true;
        }

        @Override
        public void against(Trials comparisons) {
            rollback.observe(comparisons);
        }

        @Override
        public void inFavour(Trials comparisons) {
            advance.observe(comparisons);
        }

        @Override
        public double logRollback() {
            return rollback.mixture().logE();
        }

        @Override
        public double logAdvance() {
            return advance.mixture().logE();
        }

        @Override
        public double[] rollbackState() {
            return rollback.mixture().state();
        }

        @Override
        public void restoreRollback(double[] state) {
            rollback.mixture().restore(state);
        }

        @Override
        public double[] advanceState() {
            return advance.mixture().state();
        }

        @Override
        public void restoreAdvance(double[] state) {
            advance.mixture().restore(state);
        }
    }

    /// The candidate's rate against what is tolerated, as if control never differed from itself.
    final class AboveNothing implements MismatchEvidence {
        private final BernoulliCeiling rollback;
        private final BernoulliProof advance;

        AboveNothing(double tolerated) {
            this.rollback = new BernoulliCeiling(tolerated);
            this.advance = new BernoulliProof(tolerated);
        }

        @Override
        public boolean hasNoise() {
            return false;
        }

        @Override
        public void against(Trials comparisons) {
            rollback.observe(comparisons.candidateFailed(), comparisons.candidate());
        }

        @Override
        public void inFavour(Trials comparisons) {
            advance.observe(comparisons.candidateFailed(), comparisons.candidate());
        }

        @Override
        public double logRollback() {
            return rollback.mixture().logE();
        }

        @Override
        public double logAdvance() {
            return advance.mixture().logE();
        }

        @Override
        public double[] rollbackState() {
            return rollback.mixture().state();
        }

        @Override
        public void restoreRollback(double[] state) {
            rollback.mixture().restore(state);
        }

        @Override
        public double[] advanceState() {
            return advance.mixture().state();
        }

        @Override
        public void restoreAdvance(double[] state) {
            advance.mixture().restore(state);
        }
    }
}
