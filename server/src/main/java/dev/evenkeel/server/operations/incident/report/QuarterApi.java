// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident.report;

import dev.evenkeel.engine.incident.QuarterReport;
import dev.evenkeel.engine.incident.QuarterReport.Harm;
import dev.evenkeel.engine.stats.DurationQuantile;
import dev.evenkeel.server.foundation.problems.ErrorCode;
import dev.evenkeel.server.foundation.problems.Problem;
import dev.evenkeel.server.foundation.problems.Rejected;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Incidents quarter by quarter over HTTP (docs/reference/http-api.md).
@RestController
class QuarterApi {
    private static final int MOST = 40;
    private static final double MILLIS_OF_A_MINUTE = 60_000;
    private static final List<String> ASSUMPTIONS = List.of(
            "incidents of each size come at a constant rate within a quarter, independent of each other",
            "intervals are for what such a quarter brings on average (95 %); worse incidents than any seen are not imagined",
            "an incident belongs to the quarter (UTC) in which it began; near misses hurt nobody",
            "a fall after a bad quarter is to be expected even if nothing was done");

    private final QuarterReports reports;

    QuarterApi(QuarterReports reports) {
        this.reports = reports;
    }

    /// The report with what was assumed.
    record View(@Nullable String currency, List<String> assumptions, List<Row> quarters) {}

    /// A quarter.
    ///
    /// @param minutesEach of those incidents of which they are known, fewest first
    record Row(
            String quarter,
            LocalDate from,
            double elapsed,
            int nearMisses,
            Amount incidents,
            Amount minutes,
            Amount money,
            List<Double> minutesEach,
            Median medianMinutes) {
        static Row of(QuarterReport.Row quarter) {
            return new Row(
                    quarter.quarter().toString(),
                    quarter.quarter().firstDay(),
                    quarter.elapsed(),
                    quarter.nearMisses(),
                    Amount.of(quarter.incidents()),
                    Amount.of(quarter.minutes()),
                    Amount.of(quarter.money()),
                    quarter.lengths().stream().map(QuarterApi::minutes).toList(),
                    Median.of(quarter.median()));
        }
    }

    /// Harm of one kind.
    ///
    /// @param unknown incidents of which nobody said how much
    /// @param average what a whole such quarter brings on average
    /// @param low lower end of the interval of the average
    /// @param high upper end; null when no size is known that could have come
    record Amount(
            double sum,
            int unknown,
            double average,
            double low,
            @Nullable Double high) {
        static Amount of(Harm harm) {
            return new Amount(
                    harm.sum(),
                    harm.unknown(),
                    harm.average().sum(),
                    harm.average().low(),
                    harm.average().high());
        }
    }

    /// A median in minutes; null where so few give none.
    ///
    /// @param needs how many incidents an interval with both ends needs
    record Median(
            @Nullable Double median,
            @Nullable Double low,
            @Nullable Double high,
            int needs) {
        static Median of(DurationQuantile found) {
            return new Median(orNull(found.estimate()), orNull(found.low()), orNull(found.high()), found.least());
        }

        private static @Nullable Double orNull(@Nullable Duration length) {
            return length == null ? null : (Double) minutes(length);
        }
    }

    @GetMapping("/api/v1/incidents/quarters")
    View report(
            @RequestParam(defaultValue = "") String service,
            @RequestParam(defaultValue = "4") int quarters,
            @RequestParam(required = false) @Nullable String currency) {
        if (quarters < 1 || quarters > MOST) {
            throw new Rejected(
                    ErrorCode.INVALID,
                    "quarters must be 1 to " + MOST + ", got " + quarters + ".",
                    "Ask for fewer quarters, the present one included.",
                    List.of(new Problem.Fault("", "quarters must be 1 to " + MOST, "ask for fewer")));
        }
        QuarterReport report = reports.of(service, quarters, currency);
        return new View(
                report.currency(),
                ASSUMPTIONS,
                report.quarters().stream().map(Row::of).toList());
    }

    private static double minutes(Duration length) {
        return length.toMillis() / MILLIS_OF_A_MINUTE;
    }
}
