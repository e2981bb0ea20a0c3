// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.forecast;

import static dev.evenkeel.engine.format.QuantityFormatter.formatProbability;

import dev.evenkeel.api.ForecastApi.ForecastResponse;
import dev.evenkeel.api.ForecastApi.ForecastScoreResponse;
import dev.evenkeel.api.ForecastApi.ProbabilityForecastScoreResponse;
import dev.evenkeel.cli.terminal.TextTable;
import dev.evenkeel.engine.forecast.ForecastLedgerEntry.State;
import dev.evenkeel.engine.forecast.QuantileForecastClassScore;
import dev.evenkeel.engine.risk.ReliabilityDiagram;
import dev.evenkeel.engine.stats.ObservedProportion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A formatter of forecast scores as text.
final class ForecastScoreTextFormatter {
    private ForecastScoreTextFormatter() {}

    /// Whether a class has a score.
    static boolean isScored(ForecastScoreResponse score) {
        return score.events() != null || !score.amounts().isEmpty();
    }

    /// @param forecasts forecasts of the class when it has no score
    static String format(ForecastScoreResponse score, List<ForecastResponse> forecasts) {
        List<String> lines = new ArrayList<>();
        lines.add(score.eventClass() + ": " + count(score, State.RESOLVED) + " resolved (" + score.late()
                + " late), " + count(score, State.OPEN) + " open, " + count(score, State.DUE) + " due, "
                + count(score, State.VOID) + " void, " + count(score, State.SUPERSEDED) + " superseded");
        if (score.events() != null) {
            addEvents(score.events(), lines);
        }
        score.amounts().forEach(amounts -> lines.add(format(amounts)));
        if (!isScored(score)) {
            lines.add("No score yet (requires " + score.requiredCount() + " resolved forecasts). Forecasts:");
            lines.add(ForecastTextFormatter.formatTable(forecasts));
        }
        return String.join(System.lineSeparator(), lines);
    }

    private static int count(ForecastScoreResponse score, State state) {
        return score.counts().getOrDefault(state, 0);
    }

    private static void addEvents(ProbabilityForecastScoreResponse events, List<String> lines) {
        lines.add("Brier score " + number(events.brier()) + " = reliability " + number(events.reliability())
                + " - resolution " + number(events.resolution()) + " + uncertainty " + number(events.uncertainty())
                + " + within bins " + number(events.withinBins()));
        lines.add("Skill " + number(events.skill()) + " compared with the base rates at creation (Brier score "
                + number(events.baseRate()) + "); Brier score of the first forecasts "
                + number(events.firstForecastBrier()));
        Double miscalibration = events.miscalibration();
        Double discrimination = events.discrimination();
        lines.add("Isotonic decomposition: "
                + (miscalibration == null || discrimination == null
                        ? "requires " + events.decompositionRequiredCount() + " resolved forecasts"
                        : "miscalibration " + number(miscalibration) + ", discrimination " + number(discrimination)));
        Double spiegelhalter = events.spiegelhalterZ();
        lines.add("Log score " + number(events.log()) + ", Spiegelhalter Z "
                + (spiegelhalter == null ? "none" : number(spiegelhalter))
                + " (not calibrated if above 1.96 or below -1.96)");
        var textTable = new TextTable("FORECAST", "MEAN", "OCCURRED", "RATE", "95% INTERVAL");
        for (ReliabilityDiagram.Bin bin : events.diagram().bins()) {
            ObservedProportion observed = bin.observed();
            textTable.addRow(
                    formatProbability(bin.from()) + " to " + formatProbability(bin.to()),
                    formatProbability(bin.meanForecast()),
                    observed.count() + " of " + observed.total(),
                    formatProbability((double) observed.count() / observed.total()),
                    formatProbability(observed.low()) + " to " + formatProbability(observed.high()));
        }
        lines.add(textTable.toString());
    }

    private static String format(QuantileForecastClassScore amounts) {
        ObservedProportion coverage = amounts.coverage();
        return "Quantiles in " + amounts.unit() + ": pinball loss " + number(amounts.pinball()) + " " + amounts.unit()
                + ", the 90% interval covered " + coverage.count() + " of " + coverage.total() + " ("
                + formatProbability(coverage.low()) + " to " + formatProbability(coverage.high()) + ")";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}
