// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.effectiveness;

import dev.evenkeel.engine.effectiveness.EffectStatement.Kind;
import dev.evenkeel.engine.stats.RateRatio;
import dev.evenkeel.engine.stats.RateRatio.FailureCount;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;

/// How often results claim an improvement, in made-up histories of which the truth is known. Each has
/// two incidents that led to a decision, so regression to the mean is in all of them. The same seed
/// gives the same figures.
///
/// @param histories how many
/// @param honest answers of [ErrorRateResult]
/// @param undispersed the same baseline, the weeks taken as Poisson counts without drift
/// @param naive likewise, with the weeks from the trigger to the begin of the work as the baseline
public record PlaceboStudy(int histories, Claims honest, Claims undispersed, Claims naive) {
    /// How often which answer was given.
    ///
    /// @param improved histories that were said to be better
    /// @param worse histories that were said to be worse
    public record Claims(int improved, int worse) {
        private static final Claims NONE = new Claims(0, 0);

        private Claims and(RateRatioEstimate interval) {
            return new Claims(improved + (interval.high() < 1 ? 1 : 0), worse + (interval.low() > 1 ? 1 : 0));
        }

        private Claims and(Kind kind) {
            return new Claims(improved + (kind == Kind.IMPROVED ? 1 : 0), worse + (kind == Kind.WORSE ? 1 : 0));
        }
    }

    /// Draws and judges.
    ///
    /// @param left share of the failures that the work leaves, above 0: 1 for a placebo, 0.4 for a true
    ///     -60 %
    /// @param histories 1 or more
    public static PlaceboStudy of(PlaceboModel world, double left, int histories, long seed) {
        if (!(left > 0 && left <= 1) || histories < 1) {
            throw new IllegalArgumentException("the share that is left is above 0 and at most 1, and there is a history"
                    + " or more; got " + left + " and " + histories);
        }
        var random = new SplittableRandom(seed);
        var study = new PlaceboStudy(0, Claims.NONE, Claims.NONE, Claims.NONE);
        for (int i = 0; i < histories; i++) {
            study = study.and(PlaceboHistory.draw(world, left, random));
        }
        return study;
    }

    private PlaceboStudy and(PlaceboHistory history) {
        BeforeAfterWindow window = history.window();
        List<WeeklyCount> after =
                history.service().weeks().stream().filter(window::isAfter).toList();
        return new PlaceboStudy(
                histories + 1,
                honest.and(ErrorRateResult.of(window, history.service(), history.others())
                        .answer()
                        .kind()),
                undispersed.and(exact(
                        history.service().weeks().stream()
                                .filter(window::isBefore)
                                .toList(),
                        after)),
                naive.and(exact(between(history, window.trigger(), history.workBegan()), after)));
    }

    private static List<WeeklyCount> between(PlaceboHistory history, LocalDate from, LocalDate to) {
        return history.service().weeks().stream()
                .filter(week -> !week.begins().isBefore(from) && week.begins().isBefore(to))
                .toList();
    }

    private static RateRatioEstimate exact(List<WeeklyCount> before, List<WeeklyCount> after) {
        return RateRatioEstimate.of(RateRatio.of(sum(before), sum(after), ErrorRateRatio.LEVEL));
    }

    private static FailureCount sum(List<WeeklyCount> weeks) {
        return Overdispersion.sum(weeks.stream().map(WeeklyCount::counted).toList());
    }
}
