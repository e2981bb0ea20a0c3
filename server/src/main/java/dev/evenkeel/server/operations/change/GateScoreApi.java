// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.change;

import dev.evenkeel.engine.calendar.Quarter;
import dev.evenkeel.server.foundation.problems.ErrorCode;
import dev.evenkeel.server.foundation.problems.Refused;
import java.time.Clock;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The score of gates over HTTP (docs/reference/http-api.md).
@RestController
class GateScoreApi {
    private final GateScores scores;
    private final Clock clock;

    GateScoreApi(GateScores scores, Clock clock) {
        this.scores = scores;
        this.clock = clock;
    }

    @GetMapping("/api/v1/gates/score")
    GateScoreView score(@RequestParam Optional<String> quarter, @RequestParam Optional<String> environment) {
        Quarter asked = quarter.map(GateScoreApi::read).orElseGet(() -> Quarter.of(clock.instant()));
        return GateScoreView.of(scores.of(asked, environment.orElse(null)), environment.orElse(null));
    }

    private static Quarter read(String text) {
        return Quarter.parse(text)
                .orElseThrow(() -> new Refused(
                        ErrorCode.MALFORMED,
                        "\"" + text + "\" is no quarter.",
                        "Write it like 2026Q4, or leave it out for the present one."));
    }
}
