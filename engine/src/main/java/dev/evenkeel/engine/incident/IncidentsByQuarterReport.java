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

/// A report of incidents by quarter (UTC): number, minutes and money lost, each with an interval for the
/// average of such a quarter. Durations are shown individually, never as a mean time to restore: with ten
/// incidents on each side such a mean "improves" by a tenth in 44% of cases in which nothing has changed.
///
/// An incident belongs to the quarter in which it began. Near misses caused no harm and are counted
/// separately.
///
/// @param currency currency of the money; null when no incident has any
/// @param quarters oldest first; the last one is the current one
public record IncidentsByQuarterReport(@Nullable String currency, List<QuarterSummary> quarters) {
    private static final double LEVEL = 0.95;
    private static final double MIDDLE = 0.5;

    public IncidentsByQuarterReport {
        quarters = List.copyOf(quarters);
    }

    /// The incidents of a quarter.
    ///
    /// @param elapsed elapsed share of the quarter, above 0, at most 1
    /// @param nearMisses number of near misses
    /// @param incidents number of incidents
    /// @param minutes from the start of harm to its mitigation
    /// @param money money lost
    /// @param lengths known durations, shortest first
    /// @param median median of the durations, with the 95% interval of their ranks
    public record QuarterSummary(
            Quarter quarter,
            double elapsed,
            int nearMisses,
            HarmMeasureTotal incidents,
            HarmMeasureTotal minutes,
            HarmMeasureTotal money,
            List<Duration> lengths,
            DurationQuantile median) {
        public QuarterSummary {
            lengths = List.copyOf(lengths);
        }
    }

    /// A total of one kind of harm.
    ///
    /// @param sum total
    /// @param unknown incidents with an unknown amount; they are not in the sum
    /// @param average average of a whole such quarter, with its 95% interval
    public record HarmMeasureTotal(double sum, int unknown, CompoundPoissonInterval average) {}

    /// Creates the report.
    ///
    /// @param incidents incidents of any time, in any order
    /// @param quarters number of quarters including the current one, 1 or more
    /// @param currency currency of the losses to count; null for none
    public static IncidentsByQuarterReport of(
            List<Incident> incidents, int quarters, @Nullable String currency, Instant now) {
        List<Quarter> asked = IntStream.range(0, quarters)
                .mapToObj(at -> Quarter.of(now).minus(quarters - 1 - at))
                .toList();
        List<Incident> counted = incidents.stream()
                .filter(incident ->
                        !harmStartOf(incident).isBefore(asked.getFirst().start()))
                .toList();
        LargestHarmPerMeasure largest = LargestHarmPerMeasure.of(counted, currency);
        return new IncidentsByQuarterReport(
                currency,
                asked.stream()
                        .map(quarter -> summarizeQuarter(counted, quarter, largest, now))
                        .toList());
    }

    private static QuarterSummary summarizeQuarter(
            List<Incident> counted, Quarter quarter, LargestHarmPerMeasure largest, Instant now) {
        List<Incident> of = counted.stream()
                .filter(incident -> Quarter.of(harmStartOf(incident)).equals(quarter))
                .toList();
        List<Incident> hurt = withoutNearMisses(of);
        /* Avoids a division by zero at the first instant of a quarter. */
        double elapsed = Math.max(Double.MIN_NORMAL, quarter.elapsedShare(now));
        List<Duration> lengths = hurt.stream()
                .map(HarmDurationCalculator::calculate)
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        return new QuarterSummary(
                quarter,
                elapsed,
                of.size() - hurt.size(),
                totalOf(hurt, one -> 1.0, 1, elapsed),
                totalOf(hurt, HarmDurationCalculator::calculateMinutes, largest.minutes, elapsed),
                totalOf(hurt, incident -> moneyOf(incident, largest.currency), largest.money, elapsed),
                lengths,
                DurationQuantile.of(lengths, 0, MIDDLE, LEVEL));
    }

    /// The largest harms of the report; 0 where none is known.
    private record LargestHarmPerMeasure(@Nullable String currency, double minutes, double money) {
        static LargestHarmPerMeasure of(List<Incident> incidents, @Nullable String currency) {
            return new LargestHarmPerMeasure(
                    currency,
                    largest(incidents, HarmDurationCalculator::calculateMinutes),
                    largest(incidents, incident -> IncidentsByQuarterReport.moneyOf(incident, currency)));
        }
    }

    /// Returns the first instant of the oldest quarter of a report.
    public static Instant startOf(int quarters, Instant now) {
        return Quarter.of(now).minus(quarters - 1).start();
    }

    private static List<Incident> withoutNearMisses(List<Incident> incidents) {
        return incidents.stream()
                .filter(incident -> !incident.account().nearMiss())
                .toList();
    }

    private static double largest(List<Incident> incidents, Function<Incident, @Nullable Double> measure) {
        return withoutNearMisses(incidents).stream()
                .map(measure)
                .filter(Objects::nonNull)
                .mapToDouble(value -> value)
                .max()
                .orElse(0);
    }

    private static HarmMeasureTotal totalOf(
            List<Incident> incidents, Function<Incident, @Nullable Double> measure, double largest, double elapsed) {
        List<Double> known =
                incidents.stream().map(measure).filter(Objects::nonNull).toList();
        CompoundPoissonInterval sum = CompoundPoissonInterval.of(known, largest, LEVEL);
        return new HarmMeasureTotal(sum.sum(), incidents.size() - known.size(), sum.scale(1 / elapsed));
    }

    private static @Nullable Double moneyOf(Incident incident, @Nullable String currency) {
        IncidentLoss loss = incident.account().impact().financialLoss();
        return loss == null || !loss.currency().equals(currency)
                ? null
                : (Double) loss.amount().doubleValue();
    }

    private static Instant harmStartOf(Incident incident) {
        return HarmStart.of(incident).moment().at();
    }
}
