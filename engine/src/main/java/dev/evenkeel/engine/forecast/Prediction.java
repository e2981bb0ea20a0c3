// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.forecast;

import static dev.evenkeel.engine.format.QuantityFormatter.formatNumber;

import dev.evenkeel.engine.format.QuantityFormatter;
import java.util.List;

/// The prediction of a forecast.
public sealed interface Prediction {
    /// The probability of an event.
    ///
    /// @param value above 0 and below 1: a wrong certainty has no finite log score
    record Probability(double value) implements Prediction {
        public Probability {
            if (!(value > 0 && value < 1)) {
                throw new IllegalArgumentException("must be above 0 and below 1, got " + value
                        + "; use a value such as 0.01 or 0.99 instead of certainty");
            }
        }

        @Override
        public void validateOutcome(double outcome) {
            if (outcome != 0 && outcome != 1) {
                throw new IllegalArgumentException("must be 0 or 1 for a probability, got " + outcome
                        + "; leave the forecast open if neither applies");
            }
        }

        @Override
        public String format() {
            return QuantityFormatter.formatPercent(value);
        }
    }

    /// Quantiles of an amount.
    ///
    /// @param of quantiles, lowest level first, with nondecreasing levels and values; include 5% and 95%,
    ///     at most [#MOST]
    /// @param unit unit of the values, such as `min` or `CHF`
    record Quantiles(List<Quantile> of, String unit) implements Prediction {
        /// Maximum number of quantiles of one forecast.
        public static final int MOST = 99;

        /// Lower level of the interval whose coverage is scored.
        public static final double LOW = 0.05;

        /// Upper level of that interval.
        public static final double HIGH = 0.95;

        public Quantiles {
            of = List.copyOf(of);
            if (of.size() > MOST) {
                throw new IllegalArgumentException("must be at most " + MOST + " quantiles, got " + of.size());
            }
            for (int i = 1; i < of.size(); i++) {
                if (of.get(i).level <= of.get(i - 1).level || of.get(i).value < of.get(i - 1).value) {
                    throw new IllegalArgumentException("levels must increase and values must not decrease, got "
                            + of.get(i - 1).format() + " before " + of.get(i).format());
                }
            }
            if (!hasLevel(of, LOW) || !hasLevel(of, HIGH)) {
                throw new IllegalArgumentException(
                        "must include the levels " + LOW + " and " + HIGH + ", the limits of the 90% interval");
            }
        }

        private static boolean hasLevel(List<Quantile> of, double level) {
            return of.stream().anyMatch(quantile -> quantile.level == level);
        }

        /// Whether an outcome lies between the quantiles of 5% and 95%, inclusive.
        public boolean covers(double outcome) {
            return valueAt(LOW) <= outcome && outcome <= valueAt(HIGH);
        }

        private double valueAt(double level) {
            return of.stream()
                    .filter(quantile -> quantile.level == level)
                    .findFirst()
                    .orElseThrow()
                    .value;
        }

        @Override
        public void validateOutcome(double outcome) {
            if (!Double.isFinite(outcome)) {
                throw new IllegalArgumentException("must be a number of " + unit + ", got " + outcome);
            }
        }

        @Override
        public String format() {
            return formatNumber(valueAt(LOW)) + " to " + formatNumber(valueAt(HIGH)) + " " + unit + " (90%)";
        }
    }

    /// A quantile.
    ///
    /// @param level above 0 and below 1
    /// @param value the amount, finite
    record Quantile(double level, double value) {
        public Quantile {
            if (!(level > 0 && level < 1) || !Double.isFinite(value)) {
                throw new IllegalArgumentException(
                        "must have a level above 0 and below 1 and a number as value, got " + level + " and " + value);
            }
        }

        /// Returns the pinball loss of this quantile (Koenker and Bassett 1978): 0 when it equals the
        /// outcome, and minimal on average for the true quantile.
        ///
        /// @return zero or more, in the unit of the value
        public double pinballLoss(double outcome) {
            return outcome >= value ? level * (outcome - value) : (1 - level) * (value - outcome);
        }

        private String format() {
            return level + ": " + value;
        }
    }

    /// Validates an outcome.
    ///
    /// @throws IllegalArgumentException when it cannot be the outcome of such a forecast
    void validateOutcome(double outcome);

    /// Formats the prediction: `12%`, or `20 to 340 min (90%)`.
    String format();
}
