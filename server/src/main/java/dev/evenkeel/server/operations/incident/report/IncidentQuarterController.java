// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident.report;

import dev.evenkeel.api.IncidentReportApi.HarmAmount;
import dev.evenkeel.api.IncidentReportApi.MedianIncidentDurationMinutes;
import dev.evenkeel.api.IncidentReportApi.QuarterIncidentStats;
import dev.evenkeel.api.IncidentReportApi.QuarterReportResponse;
import dev.evenkeel.engine.incident.IncidentsByQuarterReport;
import dev.evenkeel.engine.incident.IncidentsByQuarterReport.HarmMeasureTotal;
import dev.evenkeel.engine.stats.DurationQuantile;
import dev.evenkeel.engine.validation.ValidationError;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.problems.ValidationException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// HTTP endpoint for the quarterly incident report (docs/reference/http-api.md).
@RestController
class IncidentQuarterController {
    private static final int MOST = 40;
    private static final double MILLIS_OF_A_MINUTE = 60_000;
    private static final List<String> ASSUMPTIONS = List.of(
            "incidents of each size occur at a constant rate within a quarter, independent of each other",
            "intervals are 95% intervals of the quarterly average; incidents worse than past ones are not modeled",
            "an incident belongs to the quarter (UTC) in which it began; near misses caused no harm",
            "after a bad quarter, expect a decrease even without any improvement (regression to the mean)");

    private final IncidentQuarterReportService reports;

    IncidentQuarterController(IncidentQuarterReportService reports) {
        this.reports = reports;
    }

    /// Reports incidents, minutes of harm and money lost by quarter (UTC), oldest first.
    @GetMapping("/api/v1/incidents/quarters")
    QuarterReportResponse report(
            @RequestParam(defaultValue = "") String service,
            @RequestParam(defaultValue = "4") int quarters,
            @RequestParam(required = false) @Nullable String currency) {
        if (quarters < 1 || quarters > MOST) {
            throw new ValidationException(
                    ProblemCode.INVALID,
                    "quarters must be 1 to " + MOST + ", got " + quarters + ".",
                    "Use a value in this range; the current quarter is included.",
                    List.of(new ValidationError("", "quarters must be 1 to " + MOST, "use a value in this range")));
        }
        IncidentsByQuarterReport report = reports.report(service, quarters, currency);
        return new QuarterReportResponse(
                report.currency(),
                ASSUMPTIONS,
                report.quarters().stream()
                        .map(IncidentQuarterController::toStats)
                        .toList());
    }

    private static QuarterIncidentStats toStats(IncidentsByQuarterReport.QuarterSummary quarter) {
        return new QuarterIncidentStats(
                quarter.quarter().toString(),
                quarter.quarter().firstDay(),
                quarter.elapsed(),
                quarter.nearMisses(),
                toAmount(quarter.incidents()),
                toAmount(quarter.minutes()),
                toAmount(quarter.money()),
                quarter.lengths().stream()
                        .map(IncidentQuarterController::minutes)
                        .toList(),
                toMinutes(quarter.median()));
    }

    private static HarmAmount toAmount(HarmMeasureTotal harm) {
        return new HarmAmount(
                harm.sum(),
                harm.unknown(),
                harm.average().sum(),
                harm.average().low(),
                harm.average().high());
    }

    private static MedianIncidentDurationMinutes toMinutes(DurationQuantile found) {
        return new MedianIncidentDurationMinutes(
                orNull(found.estimate()), orNull(found.low()), orNull(found.high()), found.minCount());
    }

    private static @Nullable Double orNull(@Nullable Duration length) {
        return length == null ? null : (Double) minutes(length);
    }

    private static double minutes(Duration length) {
        return length.toMillis() / MILLIS_OF_A_MINUTE;
    }
}
