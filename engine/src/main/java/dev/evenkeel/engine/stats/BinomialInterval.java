// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.stats;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/// A confidence interval for a probability from events among trials: independent trials with one common
/// probability, evaluated once.
///
/// All are two-sided and equal-tailed. Use [#wilson] for display, [#clopperPearson] where the level must be
/// guaranteed, [#jeffreys] where the interval is read as a belief (Brown, Cai and DasGupta 2001 compare
/// them).
///
/// @param low 0 to 1
/// @param high 0 to 1, above low
public record BinomialInterval(double low, double high) {
    /// Maximum number of trials for intervals that are quantiles of beta distributions.
    public static final long MAX_TRIALS = 1_000_000_000;

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    /// Returns Wilson's score interval without continuity correction (Wilson 1927). Its coverage equals the
    /// level on average over probabilities, and varies around it for single ones. Without an event its lower
    /// end is 0; its upper end is 1 when every trial is an event.
    ///
    /// @param events 0 to trials
    /// @param trials 1 or more
    /// @param level above 0 and below 1, for instance 0.95
    /// @throws IllegalArgumentException for arguments out of range
    public static BinomialInterval wilson(long events, long trials, double level) {
        validate(events, trials, Long.MAX_VALUE, level);
        double z = NORMAL.inverseSurvivalProbability((1 - level) / 2);
        double share = (double) events / trials;
        double squared = z * z / trials;
        double centre = share + squared / 2;
        double half = z * Math.sqrt((share * (1 - share) + squared / 4) / trials);
        return new BinomialInterval(
                events == 0 ? 0 : (centre - half) / (1 + squared),
                events == trials ? 1 : (centre + half) / (1 + squared));
    }

    /// Returns the exact interval (Clopper and Pearson 1934). Its coverage is at least the level for every
    /// probability. The ends are the probabilities at which as many events or more, or as many or fewer, have
    /// the probability of a tail.
    ///
    /// @param events 0 to trials
    /// @param trials 1 to [#MAX_TRIALS]
    /// @param level above 0 and below 1
    /// @throws IllegalArgumentException for arguments out of range
    public static BinomialInterval clopperPearson(long events, long trials, double level) {
        validate(events, trials, MAX_TRIALS, level);
        double tail = (1 - level) / 2;
        return new BinomialInterval(
                events == 0 ? 0 : lowerEnd(BetaDistribution.of((double) events, trials - events + 1.0), tail),
                events == trials ? 1 : upperEnd(BetaDistribution.of(events + 1.0, (double) (trials - events)), tail));
    }

    /// Returns the credible interval under the Jeffreys prior Beta(1/2, 1/2): the quantiles of Beta(events +
    /// 1/2, trials - events + 1/2). Its coverage equals the level on average, like Wilson's. The lower end is
    /// a quantile even without an event, where Brown, Cai and DasGupta set it to 0.
    ///
    /// @param events 0 to trials
    /// @param trials 1 to [#MAX_TRIALS]
    /// @param level above 0 and below 1
    /// @throws IllegalArgumentException for arguments out of range
    public static BinomialInterval jeffreys(long events, long trials, double level) {
        validate(events, trials, MAX_TRIALS, level);
        double tail = (1 - level) / 2;
        var belief = BetaDistribution.of(events + 0.5, trials - events + 0.5);
        return new BinomialInterval(lowerEnd(belief, tail), upperEnd(belief, tail));
    }

    private static void validate(long events, long trials, long most, double level) {
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

    /*
     * The first number from 0 to 1 at which an increasing function is not negative, by bisection over the doubles
     * between. Doubles are ordered like their bits, so small ends have as many digits as large ones.
     */
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
