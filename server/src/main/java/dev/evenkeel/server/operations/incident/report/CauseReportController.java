// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident.report;

import dev.evenkeel.api.IncidentReportApi.CauseReportResponse;
import dev.evenkeel.engine.cause.HarmMeasure;
import dev.evenkeel.engine.validation.ValidationError;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.problems.ValidationException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// HTTP endpoint for the report of incident causes (docs/reference/http-api.md).
@RestController
class CauseReportController {
    private static final List<String> ASSUMPTIONS = List.of(
            "incidents of a cause occur at a constant rate; the prior of each rate is flat, worth one incident",
            "mean harm is a Bayesian bootstrap over past incidents; worse incidents are not modeled",
            "an incident with several causes counts for each by its weight; a fix of one saves that part",
            "a fix removes its cause permanently");

    private final CauseReportService causes;

    CauseReportController(CauseReportService causes) {
        this.causes = causes;
    }

    /// Ranks the causes of past incidents by harm, the most harm first.
    @GetMapping("/api/v1/incidents/causes")
    CauseReportResponse report(
            @RequestParam(defaultValue = "MONEY") HarmMeasure by,
            @RequestParam(defaultValue = "365") int days,
            @RequestParam(defaultValue = "") String service,
            @RequestParam(required = false) @Nullable String currency) {
        if (days < 1 || days > CauseReportService.MOST_DAYS) {
            throw new ValidationException(
                    ProblemCode.INVALID,
                    "days must be 1 to " + CauseReportService.MOST_DAYS + ", got " + days + ".",
                    "Use a value in this range.",
                    List.of(new ValidationError(
                            "", "days must be 1 to " + CauseReportService.MOST_DAYS, "use a value in this range")));
        }
        CauseReportService.CauseReportResult causeReportResult =
                causes.report(new CauseReportService.CauseReportQuery(by, days, service, currency));
        return new CauseReportResponse(causeReportResult.currency(), ASSUMPTIONS, causeReportResult.report());
    }
}
