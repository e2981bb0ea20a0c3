// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.stats;

import java.util.function.DoubleUnaryOperator;

/// An exact confidence interval for the difference of two means of outcomes from 0 to 1, valid at any time
/// and for any number of units.
///
/// Assumes that each unit is assigned to the treatment with the assigned share, independently of everything
/// about it, and is counted once, in an order that does not depend on its outcome. Then the interval covers a
/// constant difference at all times simultaneously with probability `1 - alpha`. For a difference that drifts
/// the guarantee is: for any value `d` fixed beforehand, the probability that the lower end ever exceeds `d`
/// while the mean difference so far is at most `d` is at most `alpha / 2`; likewise for the upper end.
///
/// No large sample is needed. The cost is width: outcomes are not centred, so at means near `p` it needs
/// about `1 / (1 - p)` times the units, and an outcome between 0 and 1 counts as that fraction of a whole
/// one.
///
/// Pure. An interval costs two bisections of 60 steps over 24 bets.
public final class BoundedEffectEstimator {
    /*
     * For a difference d and a bet lambda the payoffs are
     *     treatment with outcome y: 1 + lambda (y/pi - d)        control: 1 - lambda (y/(1-pi) + d)
     * whose expectation is 1 + lambda (difference - d) <= 1 when the difference is at most d. The product over units is a
     * test supermartingale, and so is the mean over 24 bets; the lower end is the largest d at which that mean has reached
     * 2/alpha (Ville). Every factor falls in d, so bisection finds it. log f is concave in y, hence
     *     log f(y) >= y log f(1) + (1 - y) log f(0),
     * so sums of outcomes suffice and the evidence is at most that of the single outcomes.
     * A drifting difference: the product is a martingale times prod(1 + lambda (d_i - d)) <= exp(lambda sum(d_i - d)) <= 1
     * wherever the mean of d_i is at most d. Waudby-Smith, Ramdas 2023.
     */
    private static final int BETS = 24;
    private static final int HALVINGS = 60;
    private static final double BOLDEST = 0.95;
    private static final EffectSizeGrid FRACTIONS = EffectSizeGrid.geometric(1e-4, BOLDEST, BETS);

    private BoundedEffectEstimator() {}

    /// The outcomes of one variant.
    ///
    /// @param units number of units, zero or more
    /// @param sum sum of their outcomes, each from 0 to 1
    public record OutcomeTotals(long units, double sum) {
        public OutcomeTotals {
            if (units < 0 || !(sum >= 0 && sum <= units)) {
                throw new IllegalArgumentException(
                        "outcomes must be from 0 to 1 and units 0 or more, got a sum of " + sum + " over " + units);
            }
        }
    }

    /// Computes the interval.
    ///
    /// @param alpha probability that it ever misses, above 0 and below 1
    /// @param share share of the treatment, as assigned
    public static EffectInterval estimate(
            double alpha, CandidateShare share, OutcomeTotals control, OutcomeTotals treatment) {
        if (!(alpha > 0 && alpha < 1)) {
            throw new IllegalArgumentException("alpha must be above 0 and below 1, got " + alpha);
        }
        double needed = StrictMath.log(2 / alpha);
        double low = lowerEnd(needed, d -> logE(d, share, control, treatment));
        double high = -lowerEnd(needed, d -> logE(d, share.swap(), treatment, control));
        return new EffectInterval(low, high);
    }

    private static double lowerEnd(double needed, DoubleUnaryOperator logE) {
        double refuted = -1;
        double open = 1;
        if (logE.applyAsDouble(refuted) < needed) {
            return refuted;
        }
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (refuted + open) / 2;
            if (logE.applyAsDouble(middle) >= needed) {
                refuted = middle;
            } else {
                open = middle;
            }
        }
        return refuted;
    }

    /// Returns the evidence that the difference is above `difference`.
    static double logE(double difference, CandidateShare share, OutcomeTotals control, OutcomeTotals treatment) {
        double boldest = 1 / (1 / share.control() + 1);
        double[] terms = new double[FRACTIONS.size()];
        for (int k = 0; k < terms.length; k++) {
            double bet = FRACTIONS.node(k) * boldest;
            double nothing = (treatment.units() - treatment.sum()) + (control.units() - control.sum());
            terms[k] = FRACTIONS.logWeight(k)
                    + treatment.sum() * StrictMath.log1p(bet * (1 / share.candidate() - difference))
                    + control.sum() * StrictMath.log1p(-bet * (1 / share.control() + difference))
                    + nothing * StrictMath.log1p(-bet * difference);
        }
        return LogSumExp.compute(terms);
    }
}
