// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.stats;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/// The slow and obvious way to the evidence: one running product per effect size and start, one factor per trial, in 60
/// decimal digits. Shares no code with the guards.
final class PayoffProduct {
    private static final MathContext DIGITS = new MathContext(60);

    /// Factors of one trial, for one effect size, at one share.
    interface Payoffs {
        BigDecimal candidate(BigDecimal outcome);

        BigDecimal control(BigDecimal outcome);
    }

    private final double[] weights;
    private final boolean restarts;
    private final List<BigDecimal[]> starts = new ArrayList<>();
    private final List<BigDecimal> startWeights = new ArrayList<>();

    PayoffProduct(double[] weights, boolean restarts) {
        this.weights = weights;
        this.restarts = restarts;
        begin(restarts ? 0.6 : 1);
    }

    static double[] fallingWeights(int size) {
        double[] weights = new double[size];
        double sum = 0;
        for (int k = 1; k <= size; k++) {
            sum += Math.pow(k, -0.25);
        }
        for (int k = 1; k <= size; k++) {
            weights[k - 1] = Math.pow(k, -0.25) / sum;
        }
        return weights;
    }

    static double kappa(int k) {
        return k == 25 ? 50 : k == 26 ? 200 : 1.1 * Math.pow(20 / 1.1, (k - 1) / 23.0);
    }

    void restart() {
        int j = starts.size() - 1;
        begin(0.4 * (kept(j) - kept(j + 1)));
    }

    void candidate(int k, Payoffs payoffs, BigDecimal outcome, long times) {
        multiply(k, payoffs.candidate(outcome), times);
    }

    void control(int k, Payoffs payoffs, BigDecimal outcome, long times) {
        multiply(k, payoffs.control(outcome), times);
    }

    void trials(int k, Payoffs payoffs, Trials trials) {
        candidate(k, payoffs, BigDecimal.ONE, trials.candidateFailed());
        candidate(k, payoffs, BigDecimal.ZERO, trials.candidate() - trials.candidateFailed());
        control(k, payoffs, BigDecimal.ONE, trials.controlFailed());
        control(k, payoffs, BigDecimal.ZERO, trials.control() - trials.controlFailed());
    }

    double logE() {
        BigDecimal sum = restarts ? of(0.4 * kept(starts.size() - 1)) : BigDecimal.ZERO;
        for (int s = 0; s < starts.size(); s++) {
            for (int k = 0; k < weights.length; k++) {
                sum = sum.add(startWeights.get(s).multiply(of(weights[k])).multiply(starts.get(s)[k], DIGITS));
            }
        }
        int digits = sum.precision() - sum.scale();
        return Math.log(sum.movePointLeft(digits).doubleValue()) + digits * Math.log(10);
    }

    /// Section 2: the bets of a margin r p + delta for a bet size lambda; advance bets against it.
    static Payoffs margin(double lambda, double pi, double r, double delta, double centre) {
        BigDecimal rest = BigDecimal.ONE.subtract(of(pi));
        return new Payoffs() {
            @Override
            public BigDecimal candidate(BigDecimal y) {
                BigDecimal bracket =
                        y.subtract(of(centre)).divide(of(pi), DIGITS).subtract(of(delta));
                return BigDecimal.ONE.add(of(lambda).multiply(bracket), DIGITS);
            }

            @Override
            public BigDecimal control(BigDecimal y) {
                BigDecimal bracket = of(r).multiply(y)
                        .subtract(of(centre))
                        .divide(rest, DIGITS)
                        .add(of(delta));
                return BigDecimal.ONE.subtract(of(lambda).multiply(bracket), DIGITS);
            }
        };
    }

    static BigDecimal of(double value) {
        return new BigDecimal(value);
    }

    private void begin(double weight) {
        BigDecimal[] products = new BigDecimal[weights.length];
        java.util.Arrays.fill(products, BigDecimal.ONE);
        starts.add(products);
        startWeights.add(of(weight));
    }

    private void multiply(int k, BigDecimal factor, long times) {
        for (BigDecimal[] products : starts) {
            for (long i = 0; i < times; i++) {
                products[k] = products[k].multiply(factor, DIGITS);
            }
        }
    }

    private static double kept(int j) {
        return Math.log(2) / Math.log(j + 2);
    }
}
