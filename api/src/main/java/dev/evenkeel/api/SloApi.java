// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.evenkeel.engine.slo.BurnAlertEvaluation;
import dev.evenkeel.engine.slo.BurnAlertRule;
import dev.evenkeel.engine.slo.ObjectiveStatus;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// SLOs (`/api/v1/slos`). Their definitions are OpenSLO documents, which the module `files` parses.
public final class SloApi {
    private static final int MOST_WEEKS = 1_000;

    private SloApi() {}

    /// The status of an SLO.
    ///
    /// @param window description of the budget period
    /// @param source description of the data source
    /// @param at end of the data that was evaluated
    /// @param error why the source cannot be queried, one sentence; null while it can
    public record SloStatusResponse(
            String name,
            String service,
            String window,
            String source,
            Instant at,
            @Nullable String error,
            List<ObjectiveStatusResponse> objectives) {}

    /// The status of one objective.
    ///
    /// @param target required share of good events or slices
    /// @param state never `OK` without data
    /// @param good good events, or time slices, in the period so far
    /// @param allowedBadEvents allowed bad events, or slices, in the whole period
    /// @param remaining share of the budget that is left, negative when overspent; null without data
    /// @param dataCoverage share of the period so far that has data
    /// @param periodEnds when the budget is reset; null for a rolling window
    /// @param lastDataAt end of the newest minute with data; null without data
    public record ObjectiveStatusResponse(
            String name,
            double target,
            ObjectiveStatus.State state,
            double good,
            double total,
            double allowedBadEvents,
            @Nullable Double remaining,
            double dataCoverage,
            @Nullable Instant periodEnds,
            @Nullable Instant lastDataAt,
            List<BurnRuleStatus> burns) {}

    /// The status of one burn-rate rule.
    ///
    /// @param longBurn burn rate over the long window; null without data
    /// @param firingSince null unless its alert fires
    /// @param endsWhen condition that ends the alert, one sentence
    public record BurnRuleStatus(
            String rule,
            BurnAlertRule.Severity severity,
            double threshold,
            Duration longWindow,
            @Nullable Double longBurn,
            Duration shortWindow,
            @Nullable Double shortBurn,
            BurnAlertEvaluation.State state,
            @Nullable Instant firingSince,
            String endsWhen) {}

    /// The result of an update.
    ///
    /// @param slos names of the SLOs
    /// @param warnings valid definitions with an unexpected meaning, and unknown names
    /// @param consequences immediate consequences of changed SLOs, in sentences
    public record SloUpdateResponse(List<String> slos, List<ValidationWarning> warnings, List<String> consequences) {}

    /// The hourly budget history of an objective.
    public record ObjectiveBudgetHistoryResponse(String objective, List<BudgetHistoryPoint> hours) {}

    /// The error budget of an objective at the end of an hour, or at present for the current hour.
    ///
    /// @param hour start of the hour
    /// @param good good events, or time slices, in the period so far
    /// @param total all events, or time slices, in the period so far
    /// @param allowedBadEvents allowed bad events, or slices, in the whole period
    /// @param remaining share of the budget that is left; null without data
    /// @param dataCoverage share of the period that has data
    public record BudgetHistoryPoint(
            Instant hour,
            ObjectiveStatus.State state,
            double good,
            double total,
            double allowedBadEvents,
            @Nullable Double remaining,
            double dataCoverage) {}

    /// Imports weekly counts of an SLO.
    public record ImportSloWeeksRequest(
            @JsonPropertyDescription("1 to 1,000 weeks") @Size(min = 1, max = MOST_WEEKS)
            List<ImportedWeek> weeks,

            @JsonPropertyDescription("reason, for the audit log") @NotBlank
            String reason) {}

    /// The counts of one week.
    public record ImportedWeek(
            @JsonPropertyDescription("first day of the week, such as 2026-01-05")
            LocalDate weekStart,

            @JsonPropertyDescription("number of failed calls, at most calls") @Min(0)
            long failures,

            @JsonPropertyDescription("number of all calls") @Min(0)
            long calls) {}

    /// The result of an import.
    ///
    /// @param kept number of new weeks
    public record SloWeekImportResponse(int kept) {}

    /// The counts of one week.
    public record SloWeekResponse(LocalDate weekStart, long failures, long calls, boolean imported) {}
}
