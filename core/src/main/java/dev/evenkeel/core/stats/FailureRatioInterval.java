// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.stats;

import java.util.List;

/// A confidence sequence for the ratio of the candidate's failure rate to control's, valid at any time.
///
/// Covers the true ratio at all times simultaneously with probability `1 - alpha`, if the ratio is constant
/// and failures are those of independent units. For display and for harm budgets; decisions use the guards.
///
/// @param low lower end, 0 when there is none within the range of doubles
/// @param high upper end, infinite when there is none within the range of doubles
public record FailureRatioInterval(double low, double high) {
    /*
     * With ll(rho) = sum over steps of e_T log theta_s(rho) + e_C log(1 - theta_s(rho)), the interval holds all rho
     * with LSE_k(log w_k + ll(rho_k)) - ll(rho) < log(1/alpha), nodes kappa and 1/kappa of the ratio grid at half
     * weight. ll is concave in log rho, so each end is found by bisection from the best ratio outwards.
     * Howard, Ramdas, McAuliffe, Sekhon 2021.
     */
    private static final double WIDEST = 709.78;
    private static final int HALVINGS = 100;

    /// The failures of one step.
    ///
    /// @param share share under which they occurred
    /// @param control failures of control, zero or more
    /// @param candidate failures of the candidate, zero or more
    public record StepFailures(CandidateShare share, long control, long candidate) {
        public StepFailures {
            if (control < 0 || candidate < 0) {
                throw new IllegalArgumentException(
                        "failures must be zero or more, got control " + control + ", candidate " + candidate);
            }
        }

        double logLikelihood(double logRatio) {
            double logOdds = logRatio + StrictMath.log(share.candidate()) - StrictMath.log(share.control());
            return -candidate * softplus(-logOdds) - control * softplus(logOdds);
        }

        double slope(double logRatio) {
            double logOdds = logRatio + StrictMath.log(share.candidate()) - StrictMath.log(share.control());
            double theta = StrictMath.exp(-softplus(-logOdds));
            return candidate - ((double) candidate + control) * theta;
        }

        /* log(1 + e^x) */
        private static double softplus(double x) {
            return Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
        }
    }

    /// Computes the interval after some steps.
    ///
    /// @param alpha probability that it ever misses, above 0 and below 1
    public static FailureRatioInterval of(double alpha, List<StepFailures> steps) {
        if (!(alpha > 0 && alpha < 1)) {
            throw new IllegalArgumentException("alpha must be above 0 and below 1, got " + alpha);
        }
        double needed = logMixture(steps) + StrictMath.log(alpha);
        double best = maximumLikelihood(steps);
        double low = findEnd(steps, needed, best, -WIDEST);
        double high = findEnd(steps, needed, best, WIDEST);
        return new FailureRatioInterval(
                low <= -WIDEST ? 0 : StrictMath.exp(low),
                high >= WIDEST ? Double.POSITIVE_INFINITY : StrictMath.exp(high));
    }

    private static double logMixture(List<StepFailures> steps) {
        EffectSizeGrid grid = EffectSizeGrid.RATIO;
        double[] terms = new double[2 * grid.size()];
        for (int k = 0; k < grid.size(); k++) {
            double half = grid.logWeight(k) - StrictMath.log(2);
            double shift = StrictMath.log(grid.node(k));
            terms[2 * k] = half + logLikelihood(steps, shift);
            terms[2 * k + 1] = half + logLikelihood(steps, -shift);
        }
        return LogSumExp.compute(terms);
    }

    private static double maximumLikelihood(List<StepFailures> steps) {
        double low = -WIDEST;
        double high = WIDEST;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (slope(steps, middle) > 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /* The last point from inside towards an end at which the likelihood is still high enough. */
    private static double findEnd(List<StepFailures> steps, double needed, double inside, double outside) {
        if (logLikelihood(steps, outside) > needed) {
            return outside;
        }
        double in = inside;
        double out = outside;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (in + out) / 2;
            if (logLikelihood(steps, middle) > needed) {
                in = middle;
            } else {
                out = middle;
            }
        }
        return in;
    }

    private static double logLikelihood(List<StepFailures> steps, double logRatio) {
        double sum = 0;
        for (StepFailures step : steps) {
            sum += step.logLikelihood(logRatio);
        }
        return sum;
    }

    private static double slope(List<StepFailures> steps, double logRatio) {
        double sum = 0;
        for (StepFailures step : steps) {
            sum += step.slope(logRatio);
        }
        return sum;
    }
}
