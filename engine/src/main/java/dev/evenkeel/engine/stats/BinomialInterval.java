// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.stats;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/// An interval for a probability, from so many events of so many trials: independent, all with
/// that one probability, counted once.
///
/// All are two-sided and equal-tailed. Which to use: [#wilson] to show, [#clopperPearson] where a
/// promise has to hold, [#jeffreys] where the interval is to be read as a belief (Brown, Cai and
/// DasGupta 2001 compare them).
///
/// @param low 0 to 1
/// @param high 0 to 1, above low
public record BinomialInterval(double low, double high) {
    /// The most trials of the intervals that are quantiles of beta laws.
    public static final long MOST_TRIALS = 1_000_000_000;

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    /// Wilson's score interval without continuity correction (Wilson 1927): covers the probability
    /// with the level on average over probabilities, for single ones now more, now less.
    /// Without an event its lower end is 0; its upper end is 1 when every trial is one.
    ///
    /// @param events 0 to trials
    /// @param trials 1 or more
    /// @param level above 0 and below 1, for instance 0.95
    /// @throws IllegalArgumentException for what is outside
    public static BinomialInterval wilson(long events, long trials, double level) {
        check(events, trials, Long.MAX_VALUE, level);
        double z = NORMAL.inverseSurvivalProbability((1 - level) / 2);
        double share = (double) events / trials;
        double squared = z * z / trials;
        double centre = share + squared / 2;
        double half = z * Math.sqrt((share * (1 - share) + squared / 4) / trials);
        return new BinomialInterval(
                events == 0 ? 0 : (centre - half) / (1 + squared),
                events == trials ? 1 : (centre + half) / (1 + squared));
    }

    /// The exact interval (Clopper and Pearson 1934): covers the probability with at least the
    /// level, whatever it is. The ends are those at which so many events or more, so many or fewer,
    /// have the chance of a tail.
    ///
    /// @param events 0 to trials
    /// @param trials 1 to [#MOST_TRIALS]
    /// @param level above 0 and below 1
    /// @throws IllegalArgumentException for what is outside
    public static BinomialInterval clopperPearson(long events, long trials, double level) {
        check(events, trials, MOST_TRIALS, level);
        double tail = (1 - level) / 2;
        return new BinomialInterval(
                events == 0 ? 0 : lowerEnd(BetaDistribution.of((double) events, trials - events + 1.0), tail),
                events == trials ? 1 : upperEnd(BetaDistribution.of(events + 1.0, (double) (trials - events)), tail));
    }

    /// What is believed of the probability after the trials by someone who held the Jeffreys prior
    /// Beta(1/2, 1/2) before: the quantiles of Beta(events + 1/2, trials - events + 1/2). Covers
    /// the probability with the level on average, like Wilson's. They are quantiles without an
    /// event, too, where Brown, Cai and DasGupta set the lower end to 0.
    ///
    /// @param events 0 to trials
    /// @param trials 1 to [#MOST_TRIALS]
    /// @param level above 0 and below 1
    /// @throws IllegalArgumentException for what is outside
    public static BinomialInterval jeffreys(long events, long trials, double level) {
        check(events, trials, MOST_TRIALS, level);
        double tail = (1 - level) / 2;
        var belief = BetaDistribution.of(events + 0.5, trials - events + 0.5);
        return new BinomialInterval(lowerEnd(belief, tail), upperEnd(belief, tail));
    }

    private static void check(long events, long trials, long most, double level) {
        if (trials < 1 || trials > most) {
            throw new IllegalArgumentException("trials must be 1 to " + most + ", got " + trials);
        }
        if (events < 0 || events > trials) {
            throw new IllegalArgumentException("events must be 0 to trials, got " + events + " of " + trials);
        }
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("level must be above 0 and below 1, got " + level);
        }
    }

    private static double lowerEnd(BetaDistribution law, double tail) {
        return firstAbove(x -> law.cumulativeProbability(x) - tail);
    }

    private static double upperEnd(BetaDistribution law, double tail) {
        return firstAbove(x -> tail - law.survivalProbability(x));
    }

    /* The first number from 0 to 1 at which what rises is not negative, by halving the numbers between. They are
    ordered as their bits are, so small ends have as many digits as large ones. */
    private static double firstAbove(DoubleUnaryOperator rising) {
        long below = 0;
        long above = Double.doubleToLongBits(1);
        while (above - below > 1) {
            long middle = (below + above) >>> 1;
            if (rising.applyAsDouble(Double.longBitsToDouble(middle)) < 0) {
                below = middle;
            } else {
                above = middle;
            }
        }
        return Double.longBitsToDouble(above);
    }
}
