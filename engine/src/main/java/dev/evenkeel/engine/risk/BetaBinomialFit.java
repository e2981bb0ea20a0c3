// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.risk;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.evenkeel.engine.risk.NewtonMaximizer.Information;
import dev.evenkeel.engine.risk.NewtonMaximizer.Vector2;
import java.util.List;

/// A beta-binomial maximum likelihood fit of how probabilities vary between groups, such as failure rates
/// between services (Skellam 1948, by tallies as Griffiths 1973). Serves as the prior of another group of the
/// same kind.
///
/// Assumes independent draws of groups from one distribution, and independent trials within a group.
///
/// @param alpha above 0; alpha / (alpha + beta) is the mean probability
/// @param beta above 0; alpha + beta is the weight of the prior in trials
public record BetaBinomialFit(double alpha, double beta) {
    /// Maximum number of trials of a group.
    public static final int MAX_TRIALS = 1_000_000;

    private static final double GAIN = 1e-12;

    /// Counts of a group.
    ///
    /// @param events 0 to trials
    /// @param trials 1 to [#MAX_TRIALS]
    public record Group(
            @JsonProperty("failed") @JsonPropertyDescription("number of failed changes")
            long events,

            @JsonProperty("of") @JsonPropertyDescription("number of changes")
            long trials) {
        public Group {
            if (trials < 1 || trials > MAX_TRIALS || events < 0 || events > trials) {
                throw new IllegalArgumentException("events must be 0 to trials, and trials 1 to " + MAX_TRIALS
                        + ", got " + events + " of " + trials);
            }
        }

        private long others() {
            return trials - events;
        }
    }

    /// Fits the distribution. Costs tens of steps for each trial of the largest group.
    ///
    /// @throws IllegalArgumentException when the likelihood has no maximum: with fewer than two groups, when
    ///     one probability for all groups is at least as likely, and when no group has both events and other
    ///     trials
    public static BetaBinomialFit fit(List<Group> groups) {
        validate(groups);
        long events = groups.stream().mapToLong(Group::events).sum();
        long trials = groups.stream().mapToLong(Group::trials).sum();
        double share = (double) events / trials;
        double one = events * Math.log(share) + (trials - events) * Math.log1p(-share);
        var tallies = List.of(
                countTallies(groups.stream().mapToLong(Group::events).toArray()),
                countTallies(groups.stream().mapToLong(Group::others).toArray()),
                countTallies(groups.stream().mapToLong(Group::trials).toArray()));
        return NewtonMaximizer.maximize(
                        Math.log(share), Math.log1p(-share), (logAlpha, logBeta) -> point(logAlpha, logBeta, tallies))
                .filter(top -> top.value() > one + GAIN * Math.max(1, Math.abs(one)))
                .map(top -> new BetaBinomialFit(Math.exp(top.first()), Math.exp(top.second())))
                .orElseThrow(() -> new IllegalArgumentException("the groups differ no more than by chance, so the"
                        + " distribution has no maximum likelihood; pool the groups: " + events
                        + " events of " + trials + " trials"));
    }

    private static void validate(List<Group> groups) {
        if (groups.size() < 2) {
            throw new IllegalArgumentException("groups must be two or more");
        }
        if (groups.stream().noneMatch(group -> group.events > 0 && group.others() > 0)) {
            throw new IllegalArgumentException("at least one group must have both events and trials without; each group"
                    + " has only one of them");
        }
    }

    /* Numbers of counts above 0, 1, 2, ... */
    private static int[] countTallies(long[] counts) {
        int most = 0;
        for (long count : counts) {
            most = Math.max(most, (int) count);
        }
        int[] above = new int[most + 1];
        for (long count : counts) {
            above[(int) count]++;
        }
        for (int j = most; j > 0; j--) {
            above[j - 1] += above[j];
        }
        int[] tally = new int[most];
        System.arraycopy(above, 1, tally, 0, most);
        return tally;
    }

    private static NewtonMaximizer.Point point(double logAlpha, double logBeta, List<int[]> tallies) {
        double alpha = Math.exp(logAlpha);
        double beta = Math.exp(logBeta);
        var events = LogRisingFactorial.of(alpha, tallies.get(0));
        var others = LogRisingFactorial.of(beta, tallies.get(1));
        var trials = LogRisingFactorial.of(alpha + beta, tallies.get(2));
        double slopeAlpha = alpha * (events.slope - trials.slope);
        double slopeBeta = beta * (others.slope - trials.slope);
        return new NewtonMaximizer.Point(
                logAlpha,
                logBeta,
                events.value + others.value - trials.value,
                new Vector2(slopeAlpha, slopeBeta),
                new Information(
                        alpha * alpha * (trials.curve - events.curve) - slopeAlpha,
                        alpha * beta * trials.curve,
                        beta * beta * (trials.curve - others.curve) - slopeBeta));
    }

    /// The logarithm of the product of all rising factorials of a tally, and its two derivatives.
    private record LogRisingFactorial(double value, double slope, double curve) {
        static LogRisingFactorial of(double from, int[] tally) {
            double value = 0;
            double slope = 0;
            double curve = 0;
            for (int j = 0; j < tally.length; j++) {
                double factor = from + j;
                value += tally[j] * Math.log(factor);
                slope += tally[j] / factor;
                curve -= tally[j] / (factor * factor);
            }
            return new LogRisingFactorial(value, slope, curve);
        }
    }
}
