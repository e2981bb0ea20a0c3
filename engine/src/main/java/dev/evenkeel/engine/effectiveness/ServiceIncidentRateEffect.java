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

/// The result of work on a service's incident rate, for incidents of the same severity by the same rule, in
/// the same window as the failures.
///
/// The interval is exact for independent incidents. Real incidents are slightly clustered (weekly counts of
/// GitHub have 1.3 times the variance), so it is rather too narrow. Does not contain a mean time to restore:
/// with ten incidents on each side such a mean "improves" by a tenth in 44% of cases in which nothing has
/// changed.
///
/// @param atLeast mildest severity that counts
/// @param statement statement, or why there is none
/// @param before totals of the baseline
/// @param after totals since the work took effect
/// @param claim ratio of incidents per week after to before; null without an estimate
public record ServiceIncidentRateEffect(
        IncidentSeverity atLeast,
        EffectStatement statement,
        PeriodTotals before,
        PeriodTotals after,
        @Nullable RateRatioEstimate claim) {
    /// The totals of whole weeks.
    ///
    /// @param weeks number of weeks, 0 or more
    /// @param incidents number of incidents
    /// @param minutes sum of the known minutes
    /// @param withoutMinutes incidents with unknown minutes
    /// @param money sum of the known losses
    /// @param withoutMoney incidents with unknown losses
    public record PeriodTotals(
            int weeks, int incidents, double minutes, int withoutMinutes, BigDecimal money, int withoutMoney) {
        private static PeriodTotals of(List<SeverityRatedIncident> incidents, int weeks) {
            List<Double> minutes = incidents.stream()
                    .map(SeverityRatedIncident::minutes)
                    .filter(Objects::nonNull)
                    .toList();
            List<BigDecimal> money = incidents.stream()
                    .map(SeverityRatedIncident::money)
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

    /// Computes the result.
    ///
    /// @param recordedFrom first day from which all incidents are recorded
    /// @param incidents in any order, including milder ones and those outside the window
    /// @param atLeast mildest severity that counts
    public static ServiceIncidentRateEffect of(
            BeforeAfterWindow window,
            LocalDate recordedFrom,
            List<SeverityRatedIncident> incidents,
            IncidentSeverity atLeast) {
        LocalDate first = recordedFrom.isAfter(window.baselineFrom()) ? recordedFrom : window.baselineFrom();
        int weeksBefore = weeksBetween(first, window.trigger());
        int weeksAfter = weeksBetween(window.inForce(), window.until());
        List<SeverityRatedIncident> before =
                filterByDay(incidents, window.trigger().minusWeeks(weeksBefore), window.trigger());
        List<SeverityRatedIncident> after =
                filterByDay(incidents, window.inForce(), window.inForce().plusWeeks(weeksAfter));
        PeriodTotals earlier = PeriodTotals.of(filterBySeverity(before, atLeast), weeksBefore);
        PeriodTotals later = PeriodTotals.of(filterBySeverity(after, atLeast), weeksAfter);
        String why = inconclusiveReason(window, earlier, later, ruleVersions(before, after));
        if (why != null) {
            return new ServiceIncidentRateEffect(atLeast, EffectStatement.cannotTell(why), earlier, later, null);
        }
        RateRatioEstimate claim = RateRatioEstimate.of(RateRatio.of(
                new FailureCount(earlier.incidents, weeksBefore),
                new FailureCount(later.incidents, weeksAfter),
                BeforeAfterErrorRateRatio.LEVEL));
        return new ServiceIncidentRateEffect(
                atLeast, EffectStatement.of(claim, "incidents per week", "the earlier rate"), earlier, later, claim);
    }

    /// Formats minutes and money of both sides as a sentence.
    public String formatTotals() {
        return formatSide(before) + " before, " + formatSide(after) + " after (totals only, not a proof)";
    }

    private static @Nullable String inconclusiveReason(
            BeforeAfterWindow window, PeriodTotals before, PeriodTotals after, Set<Integer> rules) {
        String tooShort = window.insufficientDataReason(before.weeks, after.weeks);
        if (tooShort != null) {
            return tooShort;
        }
        if (rules.size() > 1) {
            return "incidents were rated with severity rule versions " + rules + "; rate all with one version";
        }
        return before.incidents + after.incidents == 0 ? "there were no incidents before or after" : null;
    }

    private static int weeksBetween(LocalDate from, LocalDate to) {
        return (int) Math.max(0, ChronoUnit.WEEKS.between(from, to));
    }

    private static List<SeverityRatedIncident> filterByDay(
            List<SeverityRatedIncident> incidents, LocalDate from, LocalDate to) {
        return incidents.stream()
                .filter(incident ->
                        !incident.day().isBefore(from) && incident.day().isBefore(to))
                .toList();
    }

    private static List<SeverityRatedIncident> filterBySeverity(
            List<SeverityRatedIncident> incidents, IncidentSeverity atLeast) {
        return incidents.stream()
                .filter(incident -> incident.rating().severity().isAtLeast(atLeast))
                .toList();
    }

    private static Set<Integer> ruleVersions(List<SeverityRatedIncident> before, List<SeverityRatedIncident> after) {
        return Stream.concat(before.stream(), after.stream())
                .map(incident -> incident.rating().ruleVersion())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String formatSide(PeriodTotals side) {
        return Math.round(side.minutes) + " minutes" + formatUnknown(side.withoutMinutes) + " and "
                + side.money.toPlainString() + " lost" + formatUnknown(side.withoutMoney) + " in " + side.weeks
                + " weeks";
    }

    private static String formatUnknown(int incidents) {
        return incidents == 0 ? "" : " (" + incidents + " of the incidents unknown)";
    }
}
