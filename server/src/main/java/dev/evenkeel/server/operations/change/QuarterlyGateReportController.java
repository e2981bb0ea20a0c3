// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.change;

import dev.evenkeel.api.ChangeApi.QuarterlyGateReportResponse;
import dev.evenkeel.engine.calendar.Quarter;
import dev.evenkeel.server.foundation.problems.MalformedOrOverLimitException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import java.time.Clock;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// HTTP endpoint for the quarterly gate report (docs/reference/http-api.md).
@RestController
class QuarterlyGateReportController {
    private final QuarterlyGateReportService scores;
    private final Clock clock;

    QuarterlyGateReportController(QuarterlyGateReportService scores, Clock clock) {
        this.scores = scores;
        this.clock = clock;
    }

    /// Reports delays by gates in a quarter, and outcomes of changes with and without overrides.
    @GetMapping("/api/v1/gates/score")
    QuarterlyGateReportResponse getScore(
            @RequestParam Optional<String> quarter, @RequestParam Optional<String> environment) {
        Quarter asked =
                quarter.map(QuarterlyGateReportController::parseQuarter).orElseGet(() -> Quarter.of(clock.instant()));
        return QuarterlyGateReportResponses.of(
                scores.getByQuarter(asked, environment.orElse(null)), environment.orElse(null));
    }

    private static Quarter parseQuarter(String text) {
        return Quarter.parse(text)
                .orElseThrow(() -> new MalformedOrOverLimitException(
                        ProblemCode.MALFORMED,
                        "Invalid quarter \"" + text + "\".",
                        "Use the format 2026Q4, or omit it for the current quarter."));
    }
}
