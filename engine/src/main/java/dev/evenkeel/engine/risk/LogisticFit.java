// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.risk;

import dev.evenkeel.engine.risk.NewtonMaximizer.Information;
import dev.evenkeel.engine.risk.NewtonMaximizer.Vector2;
import java.util.Arrays;

/// A logistic regression on one factor: `logit p = intercept + slope * x`.
///
/// Assumes independent observations and a logit linear in the factor. Outside the observed range of the
/// factor the data does not support that assumption. With fewer than ten events (or ten non-events) standard
/// errors are rough.
///
/// @param intercept logit of the probability at factor 0
/// @param slope change of the logit per unit of the factor
/// @param interceptError standard error, from the inverse Fisher information at the fit
/// @param slopeError standard error, likewise
/// @param deviance -2 times the log-likelihood, without a penalty
public record LogisticFit(double intercept, double slope, double interceptError, double slopeError, double deviance) {
    private static final double LARGEST = 1e150;

    /// Returns the maximum likelihood fit.
    ///
    /// @param factors factor of each observation, not all equal, between -1e150 and 1e150
    /// @param outcomes 1 for events, 0 for others; same length
    /// @throws IllegalArgumentException also when the factor separates events from others: the likelihood
    ///     then has no maximum (Albert and Anderson 1984)
    public static LogisticFit fitMaximumLikelihood(double[] factors, double[] outcomes) {
        validate(factors, outcomes);
        if (isSeparated(factors, outcomes)) {
            throw new IllegalArgumentException("x separates y = 1 from y = 0 completely, so the slope is infinite; use"
                    + " \"firth\":true for a finite one");
        }
        return new Data(factors, outcomes, false).fit();
    }

    /// Returns the fit of Firth's penalized likelihood (Firth 1993; Heinze and Schemper 2002): less biased
    /// with few events, and finite for separated data.
    ///
    /// @param factors as for [#fitMaximumLikelihood]
    /// @param outcomes as for [#fitMaximumLikelihood], and they may all be equal
    public static LogisticFit fitFirth(double[] factors, double[] outcomes) {
        validate(factors, outcomes);
        return new Data(factors, outcomes, true).fit();
    }

    /// Returns the probability at a factor.
    public double probability(double factor) {
        return 1 / (1 + Math.exp(-intercept - slope * factor));
    }

    private static void validate(double[] factors, double[] outcomes) {
        if (factors.length != outcomes.length) {
            throw new IllegalArgumentException(
                    "x and y must have the same length, got " + factors.length + " x and " + outcomes.length + " y");
        }
        for (int i = 0; i < factors.length; i++) {
            if (!(Math.abs(factors[i]) < LARGEST)) {
                throw new IllegalArgumentException(
                        "x must be between -1e150 and 1e150, got x[" + i + "] = " + factors[i]);
            }
            if (outcomes[i] != 0 && outcomes[i] != 1) {
                throw new IllegalArgumentException("y must be 0 or 1, got y[" + i + "] = " + outcomes[i]);
            }
        }
        if (Arrays.stream(factors).distinct().limit(2).count() < 2) {
            throw new IllegalArgumentException("x must have at least two different values");
        }
    }

    private static boolean isSeparated(double[] factors, double[] outcomes) {
        double[] lowest = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        double[] highest = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (int i = 0; i < factors.length; i++) {
            int outcome = (int) outcomes[i];
            lowest[outcome] = Math.min(lowest[outcome], factors[i]);
            highest[outcome] = Math.max(highest[outcome], factors[i]);
        }
        return highest[0] <= lowest[1] || highest[1] <= lowest[0];
    }

    /// Observations with the factor standardized to mean 0 and standard deviation 1.
    private static final class Data {
        private static final Information NO_PENALTY = new Information(0, 0, 0);

        private final double[] factors;
        private final double[] outcomes;
        private final boolean penalised;
        private final double mean;
        private final double deviation;

        Data(double[] factors, double[] outcomes, boolean penalised) {
            this.outcomes = outcomes;
            this.penalised = penalised;
            this.mean = Arrays.stream(factors).average().orElseThrow();
            this.deviation = Math.sqrt(Arrays.stream(factors)
                    .map(x -> (x - mean) * (x - mean))
                    .average()
                    .orElseThrow());
            this.factors =
                    Arrays.stream(factors).map(x -> (x - mean) / deviation).toArray();
        }

        LogisticFit fit() {
            var top = NewtonMaximizer.maximize(0, 0, this::point)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "the fit does not converge: x explains y hardly at all, or too well"));
            Information errors = top.information().invert();
            double shift = mean / deviation;
            return new LogisticFit(
                    top.first() - shift * top.second(),
                    top.second() / deviation,
                    Math.sqrt(errors.first() - 2 * shift * errors.both() + shift * shift * errors.second()),
                    Math.sqrt(errors.second()) / deviation,
                    -2 * logLikelihood(top.first(), top.second()));
        }

        private NewtonMaximizer.Point point(double intercept, double slope) {
            Information information = information(intercept, slope);
            Information inverse = penalised ? information.invert() : NO_PENALTY;
            double first = 0;
            double second = 0;
            for (int i = 0; i < factors.length; i++) {
                double x = factors[i];
                double p = chance(intercept + slope * x);
                double leverage = p * (1 - p) * (inverse.first() + 2 * x * inverse.both() + x * x * inverse.second());
                double score = outcomes[i] - p + leverage * (0.5 - p);
                first += score;
                second += score * x;
            }
            double value = logLikelihood(intercept, slope) + (penalised ? Math.log(information.determinant()) / 2 : 0);
            return new NewtonMaximizer.Point(intercept, slope, value, new Vector2(first, second), information);
        }

        private Information information(double intercept, double slope) {
            double first = 0;
            double both = 0;
            double second = 0;
            for (double x : factors) {
                double p = chance(intercept + slope * x);
                double weight = p * (1 - p);
                first += weight;
                both += weight * x;
                second += weight * x * x;
            }
            return new Information(first, both, second);
        }

        private double logLikelihood(double intercept, double slope) {
            double sum = 0;
            for (int i = 0; i < factors.length; i++) {
                double logit = intercept + slope * factors[i];
                double against = outcomes[i] == 1 ? -logit : logit;
                sum -= Math.max(against, 0) + Math.log1p(Math.exp(-Math.abs(against)));
            }
            return sum;
        }

        private static double chance(double logit) {
            return 1 / (1 + Math.exp(-logit));
        }
    }
}
