// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.evenkeel.engine.cause.CauseHarmRanking;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reports on past incidents: by cause (`/api/v1/incidents/causes`) and by quarter (`/api/v1/incidents/quarters`).
public final class IncidentReportApi {
    private IncidentReportApi() {}

    /// The cause report with its assumptions.
    public record CauseReportResponse(
            @Nullable String currency,
            List<String> assumptions,
            @JsonUnwrapped CauseHarmRanking report) {}

    /// The quarterly report with its assumptions.
    public record QuarterReportResponse(
            @Nullable String currency, List<String> assumptions, List<QuarterIncidentStats> quarters) {}

    /// The numbers of one quarter.
    ///
    /// @param minutesPerIncident durations of incidents with a known duration, ascending
    public record QuarterIncidentStats(
            String quarter,
            LocalDate from,
            double elapsed,
            int nearMisses,
            HarmAmount incidents,
            HarmAmount minutes,
            HarmAmount money,
            List<Double> minutesPerIncident,
            MedianIncidentDurationMinutes medianMinutes) {}

    /// Harm of one kind.
    ///
    /// @param unknown number of incidents whose harm is not recorded
    /// @param average expected value for one whole quarter
    /// @param low lower end of the confidence interval of the average
    /// @param high upper end; null when the possible harm of an incident is unknown
    public record HarmAmount(
            double sum,
            int unknown,
            double average,
            double low,
            @Nullable Double high) {}

    /// A median in minutes; null where there are too few incidents.
    ///
    /// @param requiredCount number of incidents that an interval with two ends requires
    public record MedianIncidentDurationMinutes(
            @Nullable Double median,
            @Nullable Double low,
            @Nullable Double high,
            int requiredCount) {}
}
