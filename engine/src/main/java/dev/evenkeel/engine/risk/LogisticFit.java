// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.risk;

import dev.evenkeel.engine.risk.NewtonMaximizer.Information;
import dev.evenkeel.engine.risk.NewtonMaximizer.Vector2;
import java.util.Arrays;

/// How the chance of an event follows one factor: `logit p = intercept + slope * x`.
///
/// Observations are taken as independent, and the logit as straight in the factor. Beyond the
/// smallest and largest factor seen, that is an assumption which nothing in the data supports. With
/// fewer than ten events (and as many others), errors are rough.
///
/// @param intercept logit of the chance at a factor of 0
/// @param slope what a unit of the factor adds to the logit
/// @param interceptError standard error, from the inverse of Fisher's information at the fit
/// @param slopeError as well
/// @param deviance -2 times the logarithm of the likelihood, without a penalty
public record LogisticFit(double intercept, double slope, double interceptError, double slopeError, double deviance) {
    private static final double LARGEST = 1e150;

    /// The line under which the outcomes are likeliest.
    ///
    /// @param factors the factor of each observation, not all the same, between -1e150 and 1e150
    /// @param outcomes 1 where the event came, 0 elsewhere; as many
    /// @throws IllegalArgumentException also when the factor separates events from others: the
    ///     likelihood then grows with the slope for ever (Albert and Anderson 1984)
    public static LogisticFit likeliest(double[] factors, double[] outcomes) {
        check(factors, outcomes);
        if (separated(factors, outcomes)) {
            throw new IllegalArgumentException("x separates the y of 1 from those of 0, so that the likeliest slope is"
                    + " infinite; \"firth\":true gives a finite one");
        }
        return new Data(factors, outcomes, false).fit();
    }

    /// The line of Firth's penalised likelihood (Firth 1993; Heinze and Schemper 2002): less biased
    /// with few events, and finite also for separated data.
    ///
    /// @param factors as for [#likeliest]
    /// @param outcomes as for [#likeliest], and they may all be the same
    public static LogisticFit firth(double[] factors, double[] outcomes) {
        check(factors, outcomes);
        return new Data(factors, outcomes, true).fit();
    }

    /// The chance at a factor.
    public double probability(double factor) {
        return 1 / (1 + Math.exp(-intercept - slope * factor));
    }

    private static void check(double[] factors, double[] outcomes) {
        if (factors.length != outcomes.length) {
            throw new IllegalArgumentException(
                    "there must be one y for each x, got " + factors.length + " x and " + outcomes.length + " y");
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
            throw new IllegalArgumentException("x must have two values that differ, else it has no slope");
        }
    }

    private static boolean separated(double[] factors, double[] outcomes) {
        double[] lowest = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        double[] highest = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (int i = 0; i < factors.length; i++) {
            int outcome = (int) outcomes[i];
            lowest[outcome] = Math.min(lowest[outcome], factors[i]);
            highest[outcome] = Math.max(highest[outcome], factors[i]);
        }
        return highest[0] <= lowest[1] || highest[1] <= lowest[0];
    }

    /// Observations with a factor of mean 0 and standard deviation 1.
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
            var top = NewtonMaximizer.from(0, 0, this::point)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "the fit does not settle: x hardly tells the y of 1 from those of 0, or too well"));
            Information errors = top.information().inverse();
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
            Information inverse = penalised ? information.inverse() : NO_PENALTY;
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
