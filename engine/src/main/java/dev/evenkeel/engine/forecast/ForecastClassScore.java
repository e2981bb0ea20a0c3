// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.forecast;

import dev.evenkeel.engine.forecast.ForecastLedgerEntry.State;
import dev.evenkeel.engine.forecast.Prediction.Probability;
import dev.evenkeel.engine.forecast.Prediction.Quantile;
import dev.evenkeel.engine.forecast.Prediction.Quantiles;
import dev.evenkeel.engine.risk.ForecastVerificationScores;
import dev.evenkeel.engine.stats.ObservedProportion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The score of the forecasts of one class of events. Scores of different classes are never combined: rare
/// events are easy to score well on.
///
/// @param eventClass the class
/// @param counts number of forecasts in each state
/// @param late number of forecasts resolved late
/// @param events score of probabilities; null below [#MIN_RESOLVED] resolved ones
/// @param amounts scores of quantiles, one for each unit of which [#MIN_RESOLVED] are resolved
public record ForecastClassScore(
        String eventClass,
        Map<State, Integer> counts,
        int late,
        @Nullable ProbabilityForecastClassScore events,
        List<QuantileForecastClassScore> amounts) {
    /// Minimum number of resolved forecasts for a score.
    public static final int MIN_RESOLVED = 20;

    public ForecastClassScore {
        counts = Map.copyOf(counts);
        amounts = List.copyOf(amounts);
    }

    private record ResolvedForecast(Forecast forecast, double outcome) {}

    /// Scores every class, sorted by name.
    ///
    /// @param entries all forecasts of these classes, including superseded ones
    public static List<ForecastClassScore> scoreAll(List<ForecastLedgerEntry> entries, Instant now) {
        Map<String, List<ForecastLedgerEntry>> classes = entries.stream()
                .collect(Collectors.groupingBy(
                        entry -> entry.forecast().eventClass(), TreeMap::new, Collectors.toList()));
        return classes.entrySet().stream()
                .map(one -> scoreClass(one.getKey(), one.getValue(), now))
                .toList();
    }

    private static ForecastClassScore scoreClass(String eventClass, List<ForecastLedgerEntry> entries, Instant now) {
        Map<State, Integer> counts = new HashMap<>();
        for (State state : State.values()) {
            counts.put(state, 0);
        }
        entries.forEach(entry -> counts.merge(entry.stateAt(now), 1, Integer::sum));
        List<ResolvedForecast> known = new ArrayList<>();
        int late = 0;
        for (ForecastLedgerEntry entry : entries) {
            ForecastResolution resolution = entry.resolution();
            if (resolution != null && resolution.outcome() != null) {
                known.add(new ResolvedForecast(entry.forecast(), resolution.outcome()));
                late += resolution.late() ? 1 : 0;
            }
        }
        Map<String, Forecast> all =
                entries.stream().map(ForecastLedgerEntry::forecast).collect(Collectors.toMap(Forecast::id, one -> one));
        return new ForecastClassScore(eventClass, counts, late, scoreProbabilities(known, all), scoreQuantiles(known));
    }

    private static @Nullable ProbabilityForecastClassScore scoreProbabilities(
            List<ResolvedForecast> known, Map<String, Forecast> all) {
        List<ResolvedForecast> events = known.stream()
                .filter(one -> one.forecast.prediction() instanceof Probability)
                .toList();
        if (events.size() < MIN_RESOLVED) {
            return null;
        }
        double[] outcomes =
                events.stream().mapToDouble(ResolvedForecast::outcome).toArray();
        double[] said =
                events.stream().mapToDouble(one -> probability(one.forecast)).toArray();
        return new ProbabilityForecastClassScore(
                ForecastVerificationScores.score(said, outcomes),
                events.size(),
                brier(events, one -> probability(findFirst(one.forecast, all))),
                brier(
                        events,
                        one -> Objects.requireNonNull(one.forecast.baseRate()).mean()));
    }

    private static double brier(List<ResolvedForecast> events, ToDoubleFunction<ResolvedForecast> probability) {
        return events.stream()
                .mapToDouble(one -> Math.pow(probability.applyAsDouble(one) - one.outcome, 2))
                .average()
                .orElseThrow();
    }

    private static double probability(Forecast forecast) {
        return ((Probability) forecast.prediction()).value();
    }

    private static Forecast findFirst(Forecast last, Map<String, Forecast> all) {
        Forecast first = last;
        while (first.supersedes() != null) {
            first = Objects.requireNonNull(all.get(first.supersedes()));
        }
        return first;
    }

    private static List<QuantileForecastClassScore> scoreQuantiles(List<ResolvedForecast> known) {
        Map<String, List<ResolvedForecast>> units = new TreeMap<>();
        for (ResolvedForecast one : known) {
            if (one.forecast.prediction() instanceof Quantiles quantiles) {
                units.computeIfAbsent(quantiles.unit(), unit -> new ArrayList<>())
                        .add(one);
            }
        }
        return units.entrySet().stream()
                .filter(unit -> unit.getValue().size() >= MIN_RESOLVED)
                .map(unit -> scoreUnit(unit.getKey(), unit.getValue()))
                .toList();
    }

    private static QuantileForecastClassScore scoreUnit(String unit, List<ResolvedForecast> known) {
        double pinball = 0;
        int covered = 0;
        for (ResolvedForecast one : known) {
            var quantiles = (Quantiles) one.forecast.prediction();
            double sum = 0;
            for (Quantile quantile : quantiles.of()) {
                sum += quantile.pinballLoss(one.outcome);
            }
            pinball += sum / quantiles.of().size();
            covered += quantiles.covers(one.outcome) ? 1 : 0;
        }
        return new QuantileForecastClassScore(
                unit, pinball / known.size(), ObservedProportion.of(covered, known.size()));
    }
}
