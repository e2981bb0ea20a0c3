// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.decision;

import dev.evenkeel.engine.forecast.AmountScore;
import dev.evenkeel.engine.forecast.ClassScore;
import dev.evenkeel.engine.forecast.EventScore;
import dev.evenkeel.engine.forecast.Forecast;
import dev.evenkeel.engine.forecast.LedgerEntry;
import dev.evenkeel.engine.forecast.LedgerEntry.State;
import dev.evenkeel.engine.forecast.Prediction;
import dev.evenkeel.engine.forecast.Prediction.Probability;
import dev.evenkeel.engine.forecast.Prediction.Quantiles;
import dev.evenkeel.engine.forecast.Resolution;
import dev.evenkeel.engine.risk.ForecastScore;
import dev.evenkeel.engine.risk.ReliabilityDiagram.Bin;
import dev.evenkeel.engine.stats.Proportion;
import dev.evenkeel.server.console.kit.Mark;
import dev.evenkeel.server.console.kit.Numbers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The page of forecasts. Its questions: what is due, how good were they, and what was said?
///
/// @param lead the answer, in a sentence
/// @param due those of which nobody knows what came, the earliest horizon first
/// @param classes each class of events by itself
/// @param newest the newest first
record ForecastsPage(String lead, List<Row> due, List<OfClass> classes, List<Row> newest) {
    private static final int MOST_DUE = 20;

    /// One forecast.
    ///
    /// @param outcome what came of it and on what grounds; empty while nobody knows
    record Row(
            String id,
            String statement,
            String eventClass,
            Mark state,
            String said,
            Instant horizon,
            String resolver,
            String outcome) {}

    /// A class of events.
    ///
    /// @param counts how many stand where
    /// @param events null while there is no score of probabilities
    /// @param amounts a sentence for each unit of quantiles that has a score
    /// @param few why there is no score; empty when there is one
    record OfClass(String name, String counts, @Nullable Events events, List<String> amounts, String few) {}

    /// The score of probabilities.
    record Events(String resolved, List<Part> parts, ReliabilityPlot plot, List<BinRow> bins) {}

    /// A part of a score.
    record Part(String name, String value, String meaning) {}

    /// A bin of the diagram.
    record BinRow(String bin, String said, String came, String interval) {}

    /// @param open those of which nobody knows what came
    /// @param newest of all
    static ForecastsPage of(List<LedgerEntry> open, List<ClassScore> scores, List<LedgerEntry> newest, Instant now) {
        return new ForecastsPage(
                lead(scores),
                open.stream()
                        .sorted(Comparator.comparing(entry -> entry.forecast().horizon()))
                        .limit(MOST_DUE)
                        .map(entry -> row(entry, now))
                        .toList(),
                scores.stream().map(ForecastsPage::ofClass).toList(),
                newest.stream().map(entry -> row(entry, now)).toList());
    }

    private static String lead(List<ClassScore> scores) {
        int due = sum(scores, State.DUE);
        return (due == 0 ? "Nothing is due." : Numbers.count(due) + " due and not resolved yet.") + " "
                + Numbers.count(sum(scores, State.OPEN)) + " open, " + Numbers.count(sum(scores, State.RESOLVED))
                + " resolved. Each class is scored by itself.";
    }

    private static int sum(List<ClassScore> scores, State state) {
        return scores.stream()
                .mapToInt(score -> score.counts().getOrDefault(state, 0))
                .sum();
    }

    private static Row row(LedgerEntry entry, Instant now) {
        Forecast forecast = entry.forecast();
        return new Row(
                forecast.id(),
                Numbers.prose(forecast.statement()),
                forecast.eventClass(),
                Mark.of(entry.state(now)),
                Numbers.prose(forecast.prediction().words()),
                forecast.horizon(),
                forecast.resolver(),
                outcome(forecast.prediction(), entry.resolution()));
    }

    private static String outcome(Prediction prediction, @Nullable Resolution resolution) {
        return resolution == null
                ? ""
                : came(prediction, resolution.outcome())
                        + (resolution.late() ? " (late): " : ": ")
                        + Numbers.prose(resolution.note());
    }

    private static String came(Prediction prediction, @Nullable Double outcome) {
        if (outcome == null) {
            return "Void";
        }
        return switch (prediction) {
            case Probability ignored -> outcome == 1 ? "Yes" : "No";
            case Quantiles quantiles -> Numbers.digits(outcome) + " " + quantiles.unit();
        };
    }

    private static OfClass ofClass(ClassScore score) {
        EventScore events = score.events();
        int resolved = score.counts().getOrDefault(State.RESOLVED, 0);
        return new OfClass(
                score.eventClass(),
                counts(score),
                events == null ? null : events(events),
                score.amounts().stream().map(ForecastsPage::amounts).toList(),
                events == null && score.amounts().isEmpty()
                        ? resolved + " of the " + ClassScore.LEAST + " resolved forecasts that a score needs."
                        : "");
    }

    private static String counts(ClassScore score) {
        List<String> counts = new ArrayList<>();
        for (State state : State.values()) {
            int count = score.counts().getOrDefault(state, 0);
            if (count > 0) {
                counts.add(Numbers.count(count) + " " + Mark.of(state).word().toLowerCase(Locale.ROOT));
            }
        }
        return String.join(", ", counts) + (score.late() == 0 ? "" : "; " + score.late() + " resolved late");
    }

    private static Events events(EventScore events) {
        ForecastScore score = events.score();
        return new Events(
                Numbers.count(events.resolved()),
                List.of(
                        part("Brier score", score.brier(), "mean square of probability less outcome; lower is better"),
                        part("Reliability", score.reliability(), "0 when each bin's events came as often as said"),
                        part("− Resolution", score.resolution(), "larger when bins differ in how often events came"),
                        part("+ Uncertainty", score.uncertainty(), "of always saying the share of all events"),
                        part("+ Within bins", score.withinBins(), "from forecasts that differ within a bin"),
                        part(
                                "Skill",
                                events.skill(),
                                "share by which it beats the base rates of their days, which score "
                                        + decimals(events.baseRate())),
                        part("Said first", events.first(), "Brier score before anything was superseded"),
                        part("Log score", score.log(), "mean negative logarithm of what was given to what came"),
                        split("Miscalibration", events.miscalibration(), "what an isotonic fit would improve"),
                        split("Discrimination", events.discrimination(), "what that fit is better by than the share"),
                        part("Spiegelhalter Z", score.spiegelhalterZ(), "beyond 1.96 either way: not calibrated")),
                ReliabilityPlot.of(score.diagram()),
                score.diagram().bins().stream().map(ForecastsPage::bin).toList());
    }

    private static Part part(String name, double value, String meaning) {
        return new Part(name, Double.isNaN(value) ? "none" : decimals(value), meaning);
    }

    /* As many for each part of a sum. */
    private static String decimals(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    private static Part split(String name, @Nullable Double value, String meaning) {
        return value == null
                ? new Part(name, "none", "from " + EventScore.LEAST_TO_SPLIT + " resolved forecasts on")
                : part(name, value, meaning);
    }

    private static BinRow bin(Bin bin) {
        Proportion came = bin.came();
        return new BinRow(
                Numbers.shares(bin.from(), bin.to()),
                Numbers.share(bin.said()),
                came.some() + " of " + came.all(),
                Numbers.shares(came.low(), came.high()));
    }

    private static String amounts(AmountScore score) {
        Proportion coverage = score.coverage();
        return "The 90\u00a0% interval covered " + coverage.some() + " of " + coverage.all() + " outcomes ("
                + Numbers.shares(coverage.low(), coverage.high()) + "); pinball loss "
                + Numbers.digits(score.pinball()) + " " + score.unit() + ".";
    }
}
