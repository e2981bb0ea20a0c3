// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.decision;

import dev.evenkeel.engine.forecast.ForecastLedgerEntry;
import dev.evenkeel.server.decisions.forecast.ForecastService;
import dev.evenkeel.server.decisions.forecast.StoredForecast;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/// Controller of the forecasts page.
@Controller
final class ForecastPageController {
    private static final int NEWEST = 25;
    private static final int MOST_OPEN = 1_000;

    private final ForecastService forecasts;
    private final Clock clock;

    ForecastPageController(ForecastService forecasts, Clock clock) {
        this.forecasts = forecasts;
        this.clock = clock;
    }

    @GetMapping("/forecasts")
    String list(Model model) {
        model.addAttribute(
                "page",
                ForecastsPageModel.of(
                        listEntries(true, MOST_OPEN),
                        forecasts.listScores(""),
                        listEntries(false, NEWEST),
                        clock.instant()));
        return "decision/forecasts";
    }

    private List<ForecastLedgerEntry> listEntries(boolean open, int limit) {
        return forecasts.listNewest("", open, limit).stream()
                .map(StoredForecast::entry)
                .toList();
    }
}
