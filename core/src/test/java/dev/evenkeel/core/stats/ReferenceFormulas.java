// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.stats;

import static dev.evenkeel.core.stats.ReferencePayoffProduct.DIGITS;
import static java.math.BigDecimal.ONE;
import static java.math.BigDecimal.ZERO;

import java.math.BigDecimal;
import java.util.Arrays;

/// Effect sizes, weights and bets computed from their definitions, in 50 decimal digits. Shares no code with the
/// guards.
final class ReferenceFormulas {
    private static final BigDecimal TWO = BigDecimal.valueOf(2);
    private static final int SERIES = 60;

    private ReferenceFormulas() {}

    /// Nodes from first to last, each the same factor above the one before.
    static BigDecimal[] geometric(String first, String last, int size) {
        BigDecimal from = new BigDecimal(first);
        BigDecimal factor = root(new BigDecimal(last).divide(from, DIGITS), size - 1);
        BigDecimal[] nodes = new BigDecimal[size];
        Arrays.setAll(nodes, k -> from.multiply(factor.pow(k, DIGITS), DIGITS));
        return nodes;
    }

    /// 24 ratios from 1.1 to 20; the wide grid has 50 and 200 behind them.
    static BigDecimal[] kappas(boolean wide) {
        BigDecimal[] nodes = Arrays.copyOf(geometric("1.1", "20", 24), wide ? 26 : 24);
        if (wide) {
            nodes[24] = BigDecimal.valueOf(50);
            nodes[25] = BigDecimal.valueOf(200);
        }
        return nodes;
    }

    /// Weights that fall as the fourth root of the position.
    static BigDecimal[] falling(int size) {
        BigDecimal[] weights = new BigDecimal[size];
        Arrays.setAll(
                weights, k -> ONE.divide(BigDecimal.valueOf(k + 1L).sqrt(DIGITS).sqrt(DIGITS), DIGITS));
        return normed(weights);
    }

    static BigDecimal[] flat(int size) {
        BigDecimal[] weights = new BigDecimal[size];
        Arrays.fill(weights, ONE);
        return normed(weights);
    }

    /// The bet on a candidate that fails kappa times as often as the margin allows.
    static BigDecimal betOnWorse(BigDecimal kappa, BigDecimal pi, BigDecimal r, BigDecimal delta) {
        BigDecimal rest = ONE.subtract(pi);
        BigDecimal rho = kappa.multiply(r);
        BigDecimal g = pi.multiply(rho.subtract(r)).divide(pi.multiply(rho).add(rest), DIGITS);
        return g.divide(r.divide(rest, DIGITS).add(delta), DIGITS);
    }

    /// The bet on a candidate that fails kappa times less often; negative, for the same payoffs.
    static BigDecimal betOnBetter(BigDecimal kappa, BigDecimal pi, BigDecimal r, BigDecimal delta) {
        BigDecimal rest = ONE.subtract(pi);
        BigDecimal rho = r.divide(kappa, DIGITS);
        BigDecimal g = rest.multiply(r.subtract(rho))
                .divide(r.multiply(pi.multiply(rho).add(rest)), DIGITS);
        return g.multiply(pi).divide(ONE.subtract(pi.multiply(delta)), DIGITS).negate();
    }

    /// The bet on odds of exceeding that are kappa times control's, at a mean chance c; control's chance is
    /// found by halving its range.
    static BigDecimal betOnOdds(BigDecimal kappa, BigDecimal pi, BigDecimal c) {
        BigDecimal rest = ONE.subtract(pi);
        BigDecimal low = ZERO;
        BigDecimal high = ONE;
        for (int i = 0; i < 160; i++) {
            BigDecimal x = low.add(high).divide(TWO, DIGITS);
            if (pi.multiply(shifted(kappa, x)).add(rest.multiply(x)).compareTo(c) < 0) {
                low = x;
            } else {
                high = x;
            }
        }
        BigDecimal d = ONE.subtract(c);
        BigDecimal best =
                pi.multiply(rest).multiply(shifted(kappa, low).subtract(low)).divide(c.multiply(d), DIGITS);
        BigDecimal most = pi.divide(c, DIGITS).min(rest.divide(d, DIGITS)).multiply(new BigDecimal("0.999"));
        return best.min(most);
    }

    /// e^x by its series, of an argument halved until it is small.
    static BigDecimal exp(BigDecimal x) {
        int halvings = 0;
        BigDecimal small = x;
        while (small.abs().compareTo(BigDecimal.valueOf(0.5)) > 0) {
            small = small.divide(TWO, DIGITS);
            halvings++;
        }
        BigDecimal sum = ONE;
        BigDecimal term = ONE;
        for (int i = 1; i <= SERIES; i++) {
            term = term.multiply(small).divide(BigDecimal.valueOf(i), DIGITS);
            sum = sum.add(term, DIGITS);
        }
        return sum.pow(1 << halvings, DIGITS);
    }

    /// The probability whose odds are kappa times the odds of x.
    private static BigDecimal shifted(BigDecimal kappa, BigDecimal x) {
        return kappa.multiply(x).divide(ONE.subtract(x).add(kappa.multiply(x)), DIGITS);
    }

    /// By Newton's steps from the nearest double.
    private static BigDecimal root(BigDecimal value, int degree) {
        BigDecimal n = BigDecimal.valueOf(degree);
        BigDecimal x = BigDecimal.valueOf(Math.pow(value.doubleValue(), 1.0 / degree));
        for (int i = 0; i < 8; i++) {
            BigDecimal power = x.pow(degree - 1, DIGITS);
            x = x.subtract(power.multiply(x, DIGITS).subtract(value).divide(n.multiply(power), DIGITS), DIGITS);
        }
        return x;
    }

    private static BigDecimal[] normed(BigDecimal[] weights) {
        BigDecimal sum = Arrays.stream(weights).reduce(ZERO, BigDecimal::add);
        return Arrays.stream(weights).map(w -> w.divide(sum, DIGITS)).toArray(BigDecimal[]::new);
    }
}
