// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.stats;

/// An estimator of a treatment's effect on a mean, with a large-sample confidence interval that is valid at
/// any time.
///
/// Assumes that each unit is assigned to the treatment with the assigned share, independently of everything
/// about it, and is counted once, in an order that does not depend on its outcome. Outcomes are from 0 to 1.
/// The guarantee is asymptotic: when evaluation begins after enough units, the interval covers the running
/// mean effect at all later times simultaneously with probability close to `1 - alpha`; the effect need not
/// be constant. With few units, or few nonzero outcomes, it is wrong far more often: callers must check the
/// sample size first, and use [BoundedEffectEstimator] below it.
///
/// A covariate that was known before the unit was exposed narrows the interval, by up to `sqrt(1 - r^2)` for
/// a correlation `r`, and never biases it: each unit is compared with a prediction from earlier units only.
///
/// A unit costs O(1); the state is [#STATE_SIZE] numbers.
public final class MeanEffectEstimator {
    /*
     * phi_i = A_i (Y_i - m_i)/pi - (1 - A_i)(Y_i - m_i)/(1 - pi) has the unit's effect as its expectation for every m_i
     * that is known before the unit. The best m is (1 - pi) mu_T(x) + pi mu_C(x), with mu the mean outcome of a variant
     * at covariate x: predicted by a running mean, or by a running least-squares line once enough units have a covariate.
     * Predictions stay within 0 and 1, so phi is bounded. With s the standard deviation of phi (Welford) and n units,
     *     half-width = s sqrt(2 (n rho^2 + 1)/(n^2 rho^2) log(sqrt(n rho^2 + 1)/alpha)),
     *     rho^2 = (-2 log alpha + log(1 - 2 log alpha)) / n_opt,
     * narrowest around n_opt units. Waudby-Smith, Arbour, Sinha, Kennedy, Ramdas 2024 (time-uniform central limit theory).
     */

    /// Length of [#state()].
    public static final int STATE_SIZE = 3 + 2 * VariantRegression.STATE_SIZE;

    private final CandidateShare share;
    private final VariantRegression control = new VariantRegression();
    private final VariantRegression treatment = new VariantRegression();
    private double units;
    private double mean;
    private double squares;

    /// @param share share of the treatment, as assigned
    public MeanEffectEstimator(CandidateShare share) {
        this.share = share;
    }

    /// Adds a unit.
    ///
    /// @param treated whether the treatment is its variant
    /// @param outcome from 0 to 1
    /// @param covariate value known before its exposure; NaN for none
    public void observe(boolean treated, double outcome, double covariate) {
        if (!(outcome >= 0 && outcome <= 1)) {
            throw new IllegalArgumentException("an outcome must be from 0 to 1, got " + outcome);
        }
        double predicted =
                share.control() * treatment.predict(covariate) + share.candidate() * control.predict(covariate);
        double rest = outcome - predicted;
        add(treated ? rest / share.candidate() : -rest / share.control());
        (treated ? treatment : control).observe(outcome, covariate);
    }

    private void add(double phi) {
        units++;
        double before = phi - mean;
        mean += before / units;
        squares += before * (phi - mean);
    }

    /// Returns the number of units added.
    public long units() {
        return (long) units;
    }

    /// Returns the estimate: mean outcome of the treatment minus that of control; 0 without units.
    public double estimate() {
        return mean;
    }

    /// Returns the interval around the estimate; from minus to plus infinity before the second unit.
    ///
    /// @param alpha probability that it ever misses, above 0 and below 1
    /// @param tunedFor number of units at which it is narrowest, 1 or more
    public EffectInterval interval(double alpha, long tunedFor) {
        if (!(alpha > 0 && alpha < 1) || tunedFor < 1) {
            throw new IllegalArgumentException(
                    "alpha must be above 0 and below 1 and tunedFor 1 or more, got " + alpha + " and " + tunedFor);
        }
        if (units < 2) {
            return new EffectInterval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        }
        double half = Math.sqrt(squares / units) * widthFactor(units, alpha, (double) tunedFor);
        return new EffectInterval(mean - half, mean + half);
    }

    /// Returns half the width of the interval in standard deviations of one unit.
    static double widthFactor(double units, double alpha, double tunedFor) {
        double logAlpha = StrictMath.log(alpha);
        double rho2 = (-2 * logAlpha + StrictMath.log(1 - 2 * logAlpha)) / tunedFor;
        double spread = units * rho2 + 1;
        return Math.sqrt(2 * spread / (units * units * rho2) * (StrictMath.log(spread) / 2 - logAlpha));
    }

    /// Returns the share of the variance of outcomes that the covariate explains, by a regression for each
    /// variant; 0 without a covariate.
    public double explainedVariance() {
        return Math.min(control.explainedVariance(), treatment.explainedVariance());
    }

    /// Returns the state as numbers.
    public double[] state() {
        double[] state = new double[STATE_SIZE];
        state[0] = units;
        state[1] = mean;
        state[2] = squares;
        control.write(state, 3);
        treatment.write(state, 3 + VariantRegression.STATE_SIZE);
        return state;
    }

    /// Restores a state of [#state()]; further results are bit for bit the same.
    ///
    /// @throws IllegalArgumentException when the length does not match
    public void restore(double[] state) {
        if (state.length != STATE_SIZE) {
            throw new IllegalArgumentException("state must contain " + STATE_SIZE + " numbers, got " + state.length);
        }
        units = state[0];
        mean = state[1];
        squares = state[2];
        control.read(state, 3);
        treatment.read(state, 3 + VariantRegression.STATE_SIZE);
    }

    /// The regression of one variant's outcomes on the covariate.
    private static final class VariantRegression {
        static final int STATE_SIZE = 8;
        private static final int ENOUGH_FOR_A_LINE = 100;

        private double units;
        private double mean;
        private double pairs;
        private double meanX;
        private double meanY;
        private double squaresX;
        private double products;
        private double squaresY;

        double predict(double covariate) {
            boolean hasLine = pairs >= ENOUGH_FOR_A_LINE && squaresX > 0;
            if (Double.isNaN(covariate) || !hasLine) {
                return mean;
            }
            double value = meanY + products / squaresX * (covariate - meanX);
            return Math.min(1, Math.max(0, value));
        }

        void observe(double outcome, double covariate) {
            units++;
            mean += (outcome - mean) / units;
            if (!Double.isNaN(covariate)) {
                addPair(outcome, covariate);
            }
        }

        private void addPair(double y, double x) {
            pairs++;
            double beforeX = x - meanX;
            double beforeY = y - meanY;
            meanX += beforeX / pairs;
            meanY += beforeY / pairs;
            squaresX += beforeX * (x - meanX);
            squaresY += beforeY * (y - meanY);
            products += beforeX * (y - meanY);
        }

        double explainedVariance() {
            boolean hasLine = pairs >= ENOUGH_FOR_A_LINE && squaresX > 0 && squaresY > 0;
            return hasLine ? products * products / (squaresX * squaresY) : 0;
        }

        void write(double[] state, int at) {
            double[] own = {units, mean, pairs, meanX, meanY, squaresX, products, squaresY};
            System.arraycopy(own, 0, state, at, STATE_SIZE);
        }

        void read(double[] state, int at) {
            units = state[at];
            mean = state[at + 1];
            pairs = state[at + 2];
            meanX = state[at + 3];
            meanY = state[at + 4];
            squaresX = state[at + 5];
            products = state[at + 6];
            squaresY = state[at + 7];
        }
    }
}
