// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

import dev.evenkeel.engine.calendar.Quarter;
import dev.evenkeel.engine.stats.CompoundPoissonInterval;
import dev.evenkeel.engine.stats.DurationQuantile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Incidents quarter by quarter (UTC): how many, minutes and money lost, each with an interval for what such a
/// quarter brings on average. How long they took is shown as it was, never as a mean time to restore: with ten
/// incidents a side such a mean "improves" by a tenth in 44 % of cases in which nothing has changed.
///
/// An incident belongs to the quarter in which it began. Near misses hurt nobody and are counted apart.
///
/// @param currency of the money; null when no incident has any
/// @param quarters oldest first; the last one is not over yet
public record QuarterlyIncidentReport(@Nullable String currency, List<QuarterSummary> quarters) {
    private static final double LEVEL = 0.95;
    private static final double MIDDLE = 0.5;

    public QuarterlyIncidentReport {
        quarters = List.copyOf(quarters);
    }

    /// What came in a quarter.
    ///
    /// @param elapsed share of it that is over, above 0, at most 1
    /// @param nearMisses how often it nearly went wrong
    /// @param incidents how many
    /// @param minutes from when harm began until it was mitigated
    /// @param money lost
    /// @param lengths of those incidents of which the minutes are known, shortest first
    /// @param median of the lengths, with the 95 % interval that their ranks give
    public record QuarterSummary(
            Quarter quarter,
            double elapsed,
            int nearMisses,
            HarmTotal incidents,
            HarmTotal minutes,
            HarmTotal money,
            List<Duration> lengths,
            DurationQuantile median) {
        public QuarterSummary {
            lengths = List.copyOf(lengths);
        }
    }

    /// Harm of one kind.
    ///
    /// @param sum what came
    /// @param unknown incidents of which nobody said how much; they are not in the sum
    /// @param average what a whole such quarter brings on average, with its 95 % interval
    public record HarmTotal(double sum, int unknown, CompoundPoissonInterval average) {}

    /// The report.
    ///
    /// @param incidents in any order, also those of other times
    /// @param quarters how many, the present one included, 1 or more
    /// @param currency of money that counts; null for none
    public static QuarterlyIncidentReport of(
            List<Incident> incidents, int quarters, @Nullable String currency, Instant now) {
        List<Quarter> asked = IntStream.range(0, quarters)
                .mapToObj(at -> Quarter.of(now).before(quarters - 1 - at))
                .toList();
        List<Incident> counted = incidents.stream()
                .filter(incident -> !began(incident).isBefore(asked.getFirst().from()))
                .toList();
        Largest largest = Largest.of(counted, currency);
        return new QuarterlyIncidentReport(
                currency,
                asked.stream()
                        .map(quarter -> row(counted, quarter, largest, now))
                        .toList());
    }

    private static QuarterSummary row(List<Incident> counted, Quarter quarter, Largest largest, Instant now) {
        List<Incident> of = counted.stream()
                .filter(incident -> Quarter.of(began(incident)).equals(quarter))
                .toList();
        List<Incident> hurt = hurting(of);
        /* A quarter that has just begun has no length to divide by. */
        double elapsed = Math.max(Double.MIN_NORMAL, quarter.elapsed(now));
        List<Duration> lengths = hurt.stream()
                .map(HarmDurationCalculator::of)
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        return new QuarterSummary(
                quarter,
                elapsed,
                of.size() - hurt.size(),
                harm(hurt, one -> 1.0, 1, elapsed),
                harm(hurt, HarmDurationCalculator::minutes, largest.minutes, elapsed),
                harm(hurt, incident -> money(incident, largest.currency), largest.money, elapsed),
                lengths,
                DurationQuantile.of(lengths, 0, MIDDLE, LEVEL));
    }

    /// The largest harms of the whole report; 0 where none is known.
    private record Largest(@Nullable String currency, double minutes, double money) {
        static Largest of(List<Incident> incidents, @Nullable String currency) {
            return new Largest(
                    currency,
                    largest(incidents, HarmDurationCalculator::minutes),
                    largest(incidents, incident -> QuarterlyIncidentReport.money(incident, currency)));
        }
    }

    /// The first instant of the oldest quarter of a report.
    public static Instant from(int quarters, Instant now) {
        return Quarter.of(now).before(quarters - 1).from();
    }

    private static List<Incident> hurting(List<Incident> incidents) {
        return incidents.stream()
                .filter(incident -> !incident.account().nearMiss())
                .toList();
    }

    private static double largest(List<Incident> incidents, Function<Incident, @Nullable Double> measure) {
        return hurting(incidents).stream()
                .map(measure)
                .filter(Objects::nonNull)
                .mapToDouble(value -> value)
                .max()
                .orElse(0);
    }

    private static HarmTotal harm(
            List<Incident> incidents, Function<Incident, @Nullable Double> measure, double largest, double elapsed) {
        List<Double> known =
                incidents.stream().map(measure).filter(Objects::nonNull).toList();
        CompoundPoissonInterval sum = CompoundPoissonInterval.of(known, largest, LEVEL);
        return new HarmTotal(sum.sum(), incidents.size() - known.size(), sum.times(1 / elapsed));
    }

    private static @Nullable Double money(Incident incident, @Nullable String currency) {
        IncidentLoss lost = incident.account().impact().lost();
        return lost == null || !lost.currency().equals(currency)
                ? null
                : (Double) lost.amount().doubleValue();
    }

    private static Instant began(Incident incident) {
        return HarmStart.of(incident).moment().at();
    }
}
