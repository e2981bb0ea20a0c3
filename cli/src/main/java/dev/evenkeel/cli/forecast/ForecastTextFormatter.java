// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.forecast;

import dev.evenkeel.api.ForecastApi.BaseRateResponse;
import dev.evenkeel.api.ForecastApi.ForecastResponse;
import dev.evenkeel.cli.terminal.TextTable;
import dev.evenkeel.engine.forecast.ForecastResolution;
import dev.evenkeel.engine.format.QuantityFormatter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A formatter of forecasts as text.
final class ForecastTextFormatter {
    private ForecastTextFormatter() {}

    static String formatForecast(ForecastResponse forecast) {
        List<String> lines = new ArrayList<>(List.of(
                forecast.id() + " (" + forecast.eventClass() + ", " + state(forecast) + "): "
                        + forecast.formattedValue(),
                "  " + forecast.statement(),
                "  event: " + forecast.event(),
                "  created " + TextTable.formatInstant(forecast.asOf()) + " by " + forecast.author() + " (model "
                        + forecast.model() + ", data " + forecast.dataHash() + ")",
                "  horizon " + TextTable.formatInstant(forecast.horizon()) + ", resolver " + forecast.resolver()
                        + ", outcome due " + TextTable.formatInstant(forecast.resolveBy())));
        if (forecast.baseRate() != null) {
            lines.add("  base rate at creation: " + format(forecast.baseRate()));
        }
        if (forecast.supersedes() != null) {
            lines.add("  supersedes " + forecast.supersedes() + ": " + forecast.reason());
        }
        if (forecast.supersededBy() != null) {
            lines.add("  superseded by " + forecast.supersededBy());
        }
        ForecastResolution resolution = forecast.resolution();
        if (resolution != null) {
            lines.add("  outcome " + outcome(resolution) + ", recorded by " + resolution.by() + " at "
                    + TextTable.formatInstant(resolution.at()) + ": " + resolution.note());
        }
        return String.join(System.lineSeparator(), lines);
    }

    private static String format(BaseRateResponse base) {
        return QuantityFormatter.formatPercent(base.rate()) + " (" + base.events() + " of " + base.trials() + ")";
    }

    static String formatTable(List<ForecastResponse> forecasts) {
        var textTable = new TextTable("ID", "CLASS", "STATUS", "VALUE", "HORIZON", "OUTCOME", "STATEMENT");
        for (ForecastResponse forecast : forecasts) {
            textTable.addRow(
                    forecast.id(),
                    forecast.eventClass(),
                    state(forecast),
                    forecast.formattedValue(),
                    TextTable.formatInstant(forecast.horizon()),
                    forecast.resolution() == null ? "-" : outcome(forecast.resolution()),
                    forecast.statement());
        }
        return textTable.toString();
    }

    private static String state(ForecastResponse forecast) {
        return forecast.state().name().toLowerCase(Locale.ROOT);
    }

    private static String outcome(ForecastResolution resolution) {
        Double outcome = resolution.outcome();
        String came = outcome == null
                ? "void"
                : BigDecimal.valueOf(outcome).stripTrailingZeros().toPlainString();
        return came + (resolution.late() ? " (late)" : "");
    }
}
