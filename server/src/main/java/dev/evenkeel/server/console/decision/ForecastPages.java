// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.decision;

import dev.evenkeel.engine.forecast.LedgerEntry;
import dev.evenkeel.server.decisions.forecast.Forecasts;
import dev.evenkeel.server.decisions.forecast.KeptForecast;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/// The page of forecasts.
@Controller
final class ForecastPages {
    private static final int NEWEST = 25;
    private static final int MOST_OPEN = 1_000;

    private final Forecasts forecasts;
    private final Clock clock;

    ForecastPages(Forecasts forecasts, Clock clock) {
        this.forecasts = forecasts;
        this.clock = clock;
    }

    @GetMapping("/forecasts")
    String forecasts(Model model) {
        model.addAttribute(
                "page",
                ForecastsPage.of(
                        entries(true, MOST_OPEN), forecasts.scores(""), entries(false, NEWEST), clock.instant()));
        return "decision/forecasts";
    }

    private List<LedgerEntry> entries(boolean open, int limit) {
        return forecasts.newest("", open, limit).stream()
                .map(KeptForecast::entry)
                .toList();
    }
}
