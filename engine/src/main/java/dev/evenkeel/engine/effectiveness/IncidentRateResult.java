// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.effectiveness;

import dev.evenkeel.engine.incident.IncidentSeverity;
import dev.evenkeel.engine.stats.RateRatio;
import dev.evenkeel.engine.stats.RateRatio.FailureCount;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Whether there are fewer incidents since the work was done, of the same severity by the same rule, in
/// the same window as the failures.
///
/// The interval is exact for incidents that come one by one, independent of each other. Real ones come
/// somewhat in bunches (those of GitHub by the week: 1.3 times the variance), so it is rather too
/// narrow. No mean time to restore: with ten incidents a side such a mean "improves" by a tenth in 44 %
/// of cases in which nothing has changed.
///
/// @param atLeast the mildest severity that counts
/// @param answer the claim in words, or why there is none
/// @param before the baseline
/// @param after since the work was in force
/// @param claim incidents of a week after by those of a week before; null when there is no claim
public record IncidentRateResult(
        IncidentSeverity atLeast,
        EffectStatement answer,
        PeriodTotals before,
        PeriodTotals after,
        @Nullable RateRatioEstimate claim) {
    /// What came in whole weeks.
    ///
    /// @param weeks how many, 0 or more
    /// @param incidents how many
    /// @param minutes sum of those that are known
    /// @param withoutMinutes incidents that are not in it
    /// @param money likewise
    /// @param withoutMoney likewise
    public record PeriodTotals(
            int weeks, int incidents, double minutes, int withoutMinutes, BigDecimal money, int withoutMoney) {
        private static PeriodTotals of(List<RatedIncident> incidents, int weeks) {
            List<Double> minutes = incidents.stream()
                    .map(RatedIncident::minutes)
                    .filter(Objects::nonNull)
                    .toList();
            List<BigDecimal> money = incidents.stream()
                    .map(RatedIncident::money)
                    .filter(Objects::nonNull)
                    .toList();
            return new PeriodTotals(
                    weeks,
                    incidents.size(),
                    minutes.stream().mapToDouble(value -> value).sum(),
                    incidents.size() - minutes.size(),
                    money.stream().reduce(BigDecimal.ZERO, BigDecimal::add),
                    incidents.size() - money.size());
        }
    }

    /// The result.
    ///
    /// @param recordedFrom the first day from which on all incidents are known
    /// @param incidents in any order, also milder ones and those of other times
    /// @param atLeast the mildest severity that counts
    public static IncidentRateResult of(
            BeforeAfterWindow window, LocalDate recordedFrom, List<RatedIncident> incidents, IncidentSeverity atLeast) {
        LocalDate first = recordedFrom.isAfter(window.baselineFrom()) ? recordedFrom : window.baselineFrom();
        int weeksBefore = weeks(first, window.trigger());
        int weeksAfter = weeks(window.inForce(), window.until());
        List<RatedIncident> before = between(incidents, window.trigger().minusWeeks(weeksBefore), window.trigger());
        List<RatedIncident> after =
                between(incidents, window.inForce(), window.inForce().plusWeeks(weeksAfter));
        PeriodTotals earlier = PeriodTotals.of(severe(before, atLeast), weeksBefore);
        PeriodTotals later = PeriodTotals.of(severe(after, atLeast), weeksAfter);
        String why = whyNot(window, earlier, later, rules(before, after));
        if (why != null) {
            return new IncidentRateResult(atLeast, EffectStatement.cannotTell(why), earlier, later, null);
        }
        RateRatioEstimate claim = RateRatioEstimate.of(RateRatio.of(
                new FailureCount(earlier.incidents, weeksBefore),
                new FailureCount(later.incidents, weeksAfter),
                ErrorRateRatio.LEVEL));
        return new IncidentRateResult(
                atLeast, EffectStatement.of(claim, "incidents a week", "what they were"), earlier, later, claim);
    }

    /// Minutes and money on both sides in a sentence.
    public String sums() {
        return told(before) + " before, " + told(after) + " after: sums of what came, not a proof";
    }

    private static @Nullable String whyNot(
            BeforeAfterWindow window, PeriodTotals before, PeriodTotals after, Set<Integer> rules) {
        String tooShort = window.tooShort(before.weeks, after.weeks);
        if (tooShort != null) {
            return tooShort;
        }
        if (rules.size() > 1) {
            return "incidents were graded by versions " + rules + " of the severity rule; grade all of them by one";
        }
        return before.incidents + after.incidents == 0 ? "there was no incident on either side" : null;
    }

    private static int weeks(LocalDate from, LocalDate to) {
        return (int) Math.max(0, ChronoUnit.WEEKS.between(from, to));
    }

    private static List<RatedIncident> between(List<RatedIncident> incidents, LocalDate from, LocalDate to) {
        return incidents.stream()
                .filter(incident ->
                        !incident.day().isBefore(from) && incident.day().isBefore(to))
                .toList();
    }

    private static List<RatedIncident> severe(List<RatedIncident> incidents, IncidentSeverity atLeast) {
        return incidents.stream()
                .filter(incident -> incident.graded().severity().isAtLeast(atLeast))
                .toList();
    }

    private static Set<Integer> rules(List<RatedIncident> before, List<RatedIncident> after) {
        return Stream.concat(before.stream(), after.stream())
                .map(incident -> incident.graded().ruleVersion())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String told(PeriodTotals side) {
        return Math.round(side.minutes) + " minutes" + without(side.withoutMinutes) + " and "
                + side.money.toPlainString() + " lost" + without(side.withoutMoney) + " in " + side.weeks + " weeks";
    }

    private static String without(int incidents) {
        return incidents == 0 ? "" : " (" + incidents + " of the incidents unknown)";
    }
}
