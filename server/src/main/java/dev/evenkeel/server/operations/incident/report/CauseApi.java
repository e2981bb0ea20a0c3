// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident.report;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.evenkeel.engine.cause.CauseReport;
import dev.evenkeel.engine.cause.Measure;
import dev.evenkeel.server.foundation.problems.ErrorCode;
import dev.evenkeel.server.foundation.problems.Problem;
import dev.evenkeel.server.foundation.problems.Rejected;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Causes over HTTP (docs/reference/http-api.md).
@RestController
class CauseApi {
    private static final List<String> ASSUMPTIONS = List.of(
            "incidents of a cause come at a constant rate; the prior of each rate is flat, worth one incident",
            "mean harm is a Bayesian bootstrap over the incidents seen: worse ones are not imagined",
            "an incident with several causes counts in each by its weight, and a fix of one saves that part",
            "a fix removes its cause for good");

    private final Causes causes;

    CauseApi(Causes causes) {
        this.causes = causes;
    }

    /// Causes with what was assumed.
    record View(
            @Nullable String currency,
            List<String> assumptions,
            @JsonUnwrapped CauseReport report) {}

    @GetMapping("/api/v1/incidents/causes")
    View report(
            @RequestParam(defaultValue = "MONEY") Measure by,
            @RequestParam(defaultValue = "365") int days,
            @RequestParam(defaultValue = "") String service,
            @RequestParam(required = false) @Nullable String currency) {
        if (days < 1 || days > Causes.MOST_DAYS) {
            throw new Rejected(
                    ErrorCode.INVALID,
                    "days must be 1 to " + Causes.MOST_DAYS + ", got " + days + ".",
                    "Ask for the days that count.",
                    List.of(new Problem.Fault("", "days must be 1 to " + Causes.MOST_DAYS, "ask for fewer")));
        }
        Causes.Answer answer = causes.report(new Causes.Question(by, days, service, currency));
        return new View(answer.currency(), ASSUMPTIONS, answer.report());
    }
}
