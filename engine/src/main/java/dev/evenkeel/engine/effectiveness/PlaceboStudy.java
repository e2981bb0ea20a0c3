// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.effectiveness;

import dev.evenkeel.engine.effectiveness.EffectStatement.Kind;
import dev.evenkeel.engine.stats.RateRatio;
import dev.evenkeel.engine.stats.RateRatio.FailureCount;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;

/// A simulation of how often results claim an improvement when the truth is known. Each history has two
/// incidents that led to a decision, so all include regression to the mean. Deterministic for a seed.
///
/// @param histories number of histories
/// @param honest statements of [ServiceErrorRateEffect]
/// @param undispersed statements with the same baseline, treating weeks as Poisson counts without drift
/// @param naive the same, with the weeks from the trigger to the start of the work as the baseline
public record PlaceboStudy(int histories, Claims honest, Claims undispersed, Claims naive) {
    /// Counts of statements.
    ///
    /// @param improved histories with the statement that it improved
    /// @param worse histories with the statement that it got worse
    public record Claims(int improved, int worse) {
        private static final Claims NONE = new Claims(0, 0);

        private Claims add(RateRatioEstimate interval) {
            return new Claims(improved + (interval.high() < 1 ? 1 : 0), worse + (interval.low() > 1 ? 1 : 0));
        }

        private Claims add(Kind kind) {
            return new Claims(improved + (kind == Kind.IMPROVED ? 1 : 0), worse + (kind == Kind.WORSE ? 1 : 0));
        }
    }

    /// Simulates and evaluates histories.
    ///
    /// @param left share of the failures that remains after the work, above 0: 1 for a placebo, 0.4 for a
    ///     true -60%
    /// @param histories 1 or more
    public static PlaceboStudy run(PlaceboFailureModel model, double left, int histories, long seed) {
        if (!(left > 0 && left <= 1) || histories < 1) {
            throw new IllegalArgumentException("the remaining share must be above 0 and at most 1, and histories 1"
                    + " or more; got " + left + " and " + histories);
        }
        var random = new SplittableRandom(seed);
        var study = new PlaceboStudy(0, Claims.NONE, Claims.NONE, Claims.NONE);
        for (int i = 0; i < histories; i++) {
            study = study.add(SimulatedPlaceboHistory.sample(model, left, random));
        }
        return study;
    }

    private PlaceboStudy add(SimulatedPlaceboHistory history) {
        BeforeAfterWindow window = history.window();
        List<WeeklyFailedCallCount> after =
                history.service().weeks().stream().filter(window::isAfterWork).toList();
        return new PlaceboStudy(
                histories + 1,
                honest.add(ServiceErrorRateEffect.of(window, history.service(), history.others())
                        .statement()
                        .kind()),
                undispersed.add(exactRatio(
                        history.service().weeks().stream()
                                .filter(window::isInBaseline)
                                .toList(),
                        after)),
                naive.add(exactRatio(weeksBetween(history, window.trigger(), history.workBegan()), after)));
    }

    private static List<WeeklyFailedCallCount> weeksBetween(
            SimulatedPlaceboHistory history, LocalDate from, LocalDate to) {
        return history.service().weeks().stream()
                .filter(week -> !week.start().isBefore(from) && week.start().isBefore(to))
                .toList();
    }

    private static RateRatioEstimate exactRatio(List<WeeklyFailedCallCount> before, List<WeeklyFailedCallCount> after) {
        return RateRatioEstimate.of(RateRatio.of(sum(before), sum(after), BeforeAfterErrorRateRatio.LEVEL));
    }

    private static FailureCount sum(List<WeeklyFailedCallCount> weeks) {
        return Overdispersion.sum(
                weeks.stream().map(WeeklyFailedCallCount::counts).toList());
    }
}
