// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.evenkeel.engine.change.BeforeAfterComparison;
import dev.evenkeel.engine.change.ChangeHarmEvent;
import dev.evenkeel.engine.change.ChangeKind;
import dev.evenkeel.engine.change.ChangeOutcome;
import dev.evenkeel.engine.change.ChangeStatus;
import dev.evenkeel.engine.change.ReportedChangeState;
import dev.evenkeel.engine.stats.ProportionDifference;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reported changes (`/api/v1/changes`), DORA metrics (`/api/v1/dora`) and the quarterly gate report
/// (`/api/v1/gates/score`).
public final class ChangeApi {
    private static final int LONGEST = 500;
    private static final int MOST_IMPORTED = 2_000;
    private static final String LINE = "^[^\\x00-\\x1f\\x7f-\\x9f]*$";
    private static final String NOT_BLANK_LINE = "^(?=.*\\S)[^\\x00-\\x1f\\x7f-\\x9f]*$";

    private ChangeApi() {}

    /// Reports the state of a change. Texts are lines of at most 500 characters.
    public record ReportChangeRequest(
            @JsonPropertyDescription("reporting system, such as jenkins")
            @Size(max = LONGEST)
            @Pattern(regexp = NOT_BLANK_LINE)
            String source,

            @JsonPropertyDescription("ID of the change in that system, such as payments#812")
            @Size(max = LONGEST)
            @Pattern(regexp = NOT_BLANK_LINE)
            String externalId,

            @JsonPropertyDescription("key of the service") @Size(max = LONGEST) @Pattern(regexp = NOT_BLANK_LINE)
            String service,

            @JsonPropertyDescription("environment, such as production")
            @Size(max = LONGEST)
            @Pattern(regexp = NOT_BLANK_LINE)
            String environment,

            @JsonPropertyDescription("part of the system that changes; default CODE") @Nullable
            ChangeKind kind,

            @JsonPropertyDescription("reported state") ReportedChangeState state,

            @JsonPropertyDescription("time of that state, with a UTC offset, such as 2026-11-25T12:00:00Z")
            Instant at,

            @JsonPropertyDescription("title in one line") @Size(max = LONGEST) @Pattern(regexp = LINE) @Nullable
            String title,

            @JsonPropertyDescription("author of the change") @Size(max = LONGEST) @Pattern(regexp = LINE) @Nullable
            String author,

            @JsonPropertyDescription("deployed artifact, such as an image or a version")
            @Size(max = LONGEST)
            @Pattern(regexp = LINE)
            @Nullable
            String artifact,

            @JsonPropertyDescription("link to the change in the source system")
            @Size(max = LONGEST)
            @Pattern(regexp = LINE)
            @Nullable
            String link,

            @JsonPropertyDescription("time of the commit, for the lead time") @Nullable
            Instant committedAt,

            @JsonPropertyDescription("whether it is unplanned work; always true if it fixes a change") @Nullable
            Boolean unplanned,

            @JsonPropertyDescription("ID of the change that this change fixes")
            @Size(max = LONGEST)
            @Pattern(regexp = LINE)
            @Nullable
            String fixes,

            @JsonPropertyDescription("keys of technologies that the change introduces; [] for none") @Nullable
            List<String> technologies) {}

    /// Imports reports of changes.
    public record ImportChangesRequest(
            @JsonPropertyDescription("1 to 2,000 reports; split larger imports") @Size(min = 1, max = MOST_IMPORTED)
            List<ReportChangeRequest> changes) {}

    /// Replaces the automatic outcome of a change.
    public record SetChangeOutcomeRequest(
            @JsonPropertyDescription("CLEAN, FAILED or MAJOR, instead of the automatic outcome")
            SettableOutcome outcome,

            @JsonPropertyDescription("reason, for the audit log") @NotBlank
            String reason) {}

    /// Outcomes that a user may set.
    public enum SettableOutcome {
        CLEAN,
        FAILED,
        MAJOR
    }

    /// A list of changes.
    public record ChangesResponse(List<ChangeResponse> changes) {}

    /// A change.
    ///
    /// @param reason explanation of the outcome
    /// @param rule version of the rule that determined the outcome
    public record ChangeResponse(
            String id,
            String source,
            String externalId,
            String service,
            String environment,
            ChangeKind kind,
            ChangeStatus status,
            Instant startedAt,
            @Nullable Instant finishedAt,
            @Nullable Instant committedAt,
            String title,
            @Nullable String author,
            @Nullable String artifact,
            @Nullable String link,
            boolean unplanned,
            @Nullable String fixes,
            @Nullable List<String> technologies,
            @Nullable Instant rolledBackAt,
            ChangeOutcome outcome,
            String reason,
            String rule,
            List<ChangeHarmEvent> harms) {}

    /// The response to a CI/CD event.
    ///
    /// @param accepted whether the event created or updated a change
    /// @param reason why the event was not accepted; empty when it was
    public record EventReceipt(
            boolean accepted, String reason, @Nullable ChangeResponse change) {}

    /// The response to an import.
    ///
    /// @param imported number of reports that created or updated a change
    /// @param skipped reasons why the other reports had no effect
    public record ChangeImportResponse(int imported, List<String> skipped) {}

    /// A comparison of a service's SLOs before and after a change.
    ///
    /// @param label label for each number of the comparison
    /// @param before the minutes before the change started
    /// @param after the elapsed minutes after the change finished
    /// @param objectives one entry for each SLO of the service
    public record ChangeSloComparisonResponse(
            String change,
            String service,
            String label,
            ComparedTimeRange before,
            ComparedTimeRange after,
            List<ObjectiveComparison> objectives) {}

    /// A period of whole minutes.
    ///
    /// @param to exclusive
    public record ComparedTimeRange(Instant from, Instant to) {}

    /// The comparison for one SLO.
    ///
    /// @param ratio null when there is nothing to compare
    public record ObjectiveComparison(
            String slo,
            BeforeAfterComparison.Conclusion conclusion,
            PeriodBadEventCounts before,
            PeriodBadEventCounts after,
            @Nullable RatioInterval ratio) {}

    /// The bad events of one period.
    ///
    /// @param low lower end of the 95% confidence interval of the share; null without events
    /// @param minutesWithData minutes of the period that have data
    public record PeriodBadEventCounts(
            long bad,
            long total,
            @Nullable Double share,
            @Nullable Double low,
            @Nullable Double high,
            long minutesWithData,
            long minutes) {}

    /// The 95% confidence interval of the ratio of the bad-event share after the change to that before.
    ///
    /// @param high null when there is no upper end
    public record RatioInterval(double low, @Nullable Double high) {}

    /// DORA metrics.
    ///
    /// @param from start of the period; changes count by the time of their completion
    /// @param to end of the period, exclusive
    /// @param service null for all services
    /// @param environment null for all environments
    /// @param deployments number of changes that reached all users
    /// @param leadTime time from commit to completion, where the commit is known
    /// @param changeFailRate failed changes among those with a known outcome
    /// @param recoveryTime time from start to end of the harm of failed changes, where it has ended
    /// @param unrecovered number of failed changes without a known end of harm
    /// @param reworkRate unplanned changes among the deployments
    /// @param guardRollbacks number of changes that the guard rolled back before they reached all users
    /// @param open number of deployments without an outcome
    public record DoraMetricsResponse(
            Instant from,
            Instant to,
            @Nullable String service,
            @Nullable String environment,
            long deployments,
            double perWeek,
            DurationQuantiles leadTime,
            ShareWithInterval changeFailRate,
            DurationQuantiles recoveryTime,
            long unrecovered,
            ShareWithInterval reworkRate,
            long guardRollbacks,
            long open) {}

    /// Quantiles of durations; null when there are no values.
    public record DurationQuantiles(
            int count,
            @Nullable Duration p50,
            @Nullable Duration p90,
            @Nullable Duration longest) {}

    /// A share with its 95% confidence interval; the numbers are null when the total is 0.
    public record ShareWithInterval(
            long count,
            long total,
            @Nullable Double share,
            @Nullable Double low,
            @Nullable Double high) {}

    /// The quarterly gate report.
    ///
    /// @param environment null for all environments
    /// @param difference difference of the failure rates; null when one group has no change with a known outcome
    public record QuarterlyGateReportResponse(
            String quarter,
            Instant from,
            Instant to,
            @Nullable String environment,
            List<GateCostTotals> gates,
            GateCostTotals total,
            ChangeOutcomeCounts overridden,
            ChangeOutcomeCounts others,
            @Nullable ProportionDifference difference) {}

    /// Totals of one gate or of all gates.
    ///
    /// @param gate name of the gate; null for all gates
    /// @param moneyDelayed always null: neither requests nor flags specify the value of a day
    public record GateCostTotals(
            @Nullable String gate,
            int denials,
            int carriedOver,
            BigDecimal daysDelayed,
            @Nullable BigDecimal moneyDelayed,
            long overrides) {}

    /// Counts of changes by outcome.
    public record ChangeOutcomeCounts(
            long clean,
            long failed,
            long major,
            long rolledBackByGuard,
            long aborted,
            long open,
            ShareWithInterval failRate) {}
}
