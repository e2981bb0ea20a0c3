// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.forecast;

import java.util.List;
import java.util.Locale;

/// What a forecast says.
public sealed interface Prediction {
    /// How likely an event is.
    ///
    /// @param value above 0 and below 1: certainty that turns out wrong has no finite log score
    record Probability(double value) implements Prediction {
        public Probability {
            if (!(value > 0 && value < 1)) {
                throw new IllegalArgumentException("must be above 0 and below 1, got " + value
                        + ": certainty that turns out wrong has no finite score");
            }
        }

        @Override
        public void check(double outcome) {
            if (outcome != 0 && outcome != 1) {
                throw new IllegalArgumentException(
                        "must be 0 or 1 for a probability, got " + outcome + ": what is neither is not scored");
            }
        }

        @Override
        public String words() {
            return String.format(Locale.ROOT, "%.3g %%", 100 * value);
        }
    }

    /// How large an amount will be.
    ///
    /// @param of quantiles, the lowest level first, with levels and values that grow or stay; 5 % and
    ///     95 % are among them, at most [#MOST]
    /// @param unit of the values, such as `min` or `CHF`
    record Quantiles(List<Quantile> of, String unit) implements Prediction {
        /// The most quantiles of one forecast.
        public static final int MOST = 99;

        /// Level of the lower end of the interval whose coverage is scored.
        public static final double LOW = 0.05;

        /// Level of its upper end.
        public static final double HIGH = 0.95;

        public Quantiles {
            of = List.copyOf(of);
            if (of.size() > MOST) {
                throw new IllegalArgumentException("must be at most " + MOST + " quantiles, got " + of.size());
            }
            for (int i = 1; i < of.size(); i++) {
                if (of.get(i).level <= of.get(i - 1).level || of.get(i).value < of.get(i - 1).value) {
                    throw new IllegalArgumentException("must have growing levels and values that do not fall, got "
                            + of.get(i - 1).words() + " before " + of.get(i).words());
                }
            }
            if (!has(of, LOW) || !has(of, HIGH)) {
                throw new IllegalArgumentException("must include the levels " + LOW + " and " + HIGH
                        + ", between which nine outcomes in ten should lie");
            }
        }

        private static boolean has(List<Quantile> of, double level) {
            return of.stream().anyMatch(quantile -> quantile.level == level);
        }

        /// Whether an outcome lies between the quantiles of 5 % and 95 %, its ends included.
        public boolean covers(double outcome) {
            return at(LOW) <= outcome && outcome <= at(HIGH);
        }

        private double at(double level) {
            return of.stream()
                    .filter(quantile -> quantile.level == level)
                    .findFirst()
                    .orElseThrow()
                    .value;
        }

        @Override
        public void check(double outcome) {
            if (!Double.isFinite(outcome)) {
                throw new IllegalArgumentException("must be a number of " + unit + ", got " + outcome);
            }
        }

        @Override
        public String words() {
            return amount(at(LOW)) + " to " + amount(at(HIGH)) + " " + unit + " (90 %)";
        }
    }

    /// An amount that is not exceeded with some probability.
    ///
    /// @param level that probability, above 0 and below 1
    /// @param value the amount, finite
    record Quantile(double level, double value) {
        public Quantile {
            if (!(level > 0 && level < 1) || !Double.isFinite(value)) {
                throw new IllegalArgumentException(
                        "must have a level above 0 and below 1 and a number as value, got " + level + " and " + value);
            }
        }

        /// The pinball loss of this quantile (Koenker and Bassett 1978): 0 when it is the outcome, and
        /// on average least for the true quantile.
        ///
        /// @return zero or more, in the unit of the value
        public double pinball(double outcome) {
            return outcome >= value ? level * (outcome - value) : (1 - level) * (value - outcome);
        }

        private String words() {
            return level + ": " + value;
        }
    }

    /// Checks what came of it.
    ///
    /// @throws IllegalArgumentException when that cannot be the outcome of such a forecast
    void check(double outcome);

    /// The prediction in a few words: `12.0 %`, or `20 to 340 min (90 %)`.
    String words();

    private static String amount(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, "%.3g", value);
    }
}
