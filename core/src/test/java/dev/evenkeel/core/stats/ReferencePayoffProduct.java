// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.stats;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Evidence computed slowly and directly: one running product per effect size and start, one factor per trial, in
/// 50 decimal digits. Shares no code with the guards.
final class ReferencePayoffProduct {
    static final MathContext DIGITS = new MathContext(50);

    /// Factors of one trial, for one effect size, at one share.
    interface Payoffs {
        BigDecimal candidate(BigDecimal outcome);

        BigDecimal control(BigDecimal outcome);
    }

    private final BigDecimal[] weights;
    private final boolean restarts;
    private final List<BigDecimal[]> starts = new ArrayList<>();
    private final List<BigDecimal> startWeights = new ArrayList<>();

    ReferencePayoffProduct(double[] weights, boolean restarts) {
        this(Arrays.stream(weights).mapToObj(ReferencePayoffProduct::exact).toArray(BigDecimal[]::new), restarts);
    }

    ReferencePayoffProduct(BigDecimal[] weights, boolean restarts) {
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
        begin(0.4 * (reservedWeight(j) - reservedWeight(j + 1)));
    }

    void candidate(int k, Payoffs payoffs, BigDecimal outcome, long times) {
        multiply(k, payoffs.candidate(outcome), times);
    }

    void control(int k, Payoffs payoffs, BigDecimal outcome, long times) {
        multiply(k, payoffs.control(outcome), times);
    }

    void trials(int k, Payoffs payoffs, TrialCounts trials) {
        candidate(k, payoffs, BigDecimal.ONE, trials.candidateFailed());
        candidate(k, payoffs, BigDecimal.ZERO, trials.candidate() - trials.candidateFailed());
        control(k, payoffs, BigDecimal.ONE, trials.controlFailed());
        control(k, payoffs, BigDecimal.ZERO, trials.control() - trials.controlFailed());
    }

    double logE() {
        BigDecimal sum = restarts ? exact(0.4 * reservedWeight(starts.size() - 1)) : BigDecimal.ZERO;
        for (int s = 0; s < starts.size(); s++) {
            for (int k = 0; k < weights.length; k++) {
                BigDecimal weight = startWeights.get(s).multiply(weights[k]);
                sum = sum.add(weight.multiply(starts.get(s)[k], DIGITS), DIGITS);
            }
        }
        int digits = sum.precision() - sum.scale();
        return Math.log(sum.movePointLeft(digits).doubleValue()) + digits * Math.log(10);
    }

    /// The bets of a margin r p + delta for a bet size lambda; advance bets against it.
    static Payoffs margin(double lambda, double pi, double r, double delta, double centre) {
        return margin(exact(lambda), exact(pi), exact(r), exact(delta), exact(centre));
    }

    static Payoffs margin(BigDecimal lambda, BigDecimal pi, BigDecimal r, BigDecimal delta, BigDecimal centre) {
        BigDecimal rest = BigDecimal.ONE.subtract(pi);
        return new Payoffs() {
            @Override
            public BigDecimal candidate(BigDecimal y) {
                BigDecimal bracket = y.subtract(centre).divide(pi, DIGITS).subtract(delta);
                return BigDecimal.ONE.add(lambda.multiply(bracket), DIGITS);
            }

            @Override
            public BigDecimal control(BigDecimal y) {
                BigDecimal bracket =
                        r.multiply(y).subtract(centre).divide(rest, DIGITS).add(delta);
                return BigDecimal.ONE.subtract(lambda.multiply(bracket), DIGITS);
            }
        };
    }

    static BigDecimal exact(double value) {
        return new BigDecimal(value);
    }

    private void begin(double weight) {
        BigDecimal[] products = new BigDecimal[weights.length];
        Arrays.fill(products, BigDecimal.ONE);
        starts.add(products);
        startWeights.add(exact(weight));
    }

    /// The same factor for a number of trials.
    void multiply(int k, BigDecimal factor, long times) {
        BigDecimal power = factor.pow(Math.toIntExact(times), DIGITS);
        for (BigDecimal[] products : starts) {
            products[k] = products[k].multiply(power, DIGITS);
        }
    }

    private static double reservedWeight(int j) {
        return Math.log(2) / Math.log(j + 2);
    }
}
