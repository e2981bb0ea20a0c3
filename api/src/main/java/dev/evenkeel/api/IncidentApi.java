// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.evenkeel.engine.incident.DetectionSource;
import dev.evenkeel.engine.incident.FailureTrigger;
import dev.evenkeel.engine.incident.FollowUpCriterion;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.IncidentPhase;
import dev.evenkeel.engine.incident.IncidentRole;
import dev.evenkeel.engine.incident.IncidentSeverity;
import dev.evenkeel.engine.incident.IncidentState;
import dev.evenkeel.engine.incident.IncidentStateValidator;
import dev.evenkeel.engine.incident.MitigationType;
import dev.evenkeel.engine.incident.TimelineEntry;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.deser.std.StdDeserializer;

/// Incidents and their follow-ups (`/api/v1/incidents`), and alerts that open incidents
/// (`/api/v1/alerts/alertmanager`).
public final class IncidentApi {
    private static final int LONGEST_TEXT = 4_000;
    private static final int MOST_AFFECTED = 10_000;
    private static final int MOST_IMPORTED = 10_000;

    private IncidentApi() {}

    /// Declares an incident, or joins the open one of the same service and change.
    public record DeclareIncidentRequest(
            @JsonPropertyDescription("key of the affected service; required unless the template has a service")
            @NotBlank
            @Size(max = LONGEST_TEXT)
            @Nullable
            String service,

            @JsonPropertyDescription("related change, such as rollout:r-1")
            @NotBlank
            @Size(max = LONGEST_TEXT)
            @Nullable
            String change,

            @JsonPropertyDescription("1 to 10,000 IDs of records with wrong amounts")
            @Size(min = 1, max = MOST_AFFECTED)
            @Nullable
            List<String> affected,

            @JsonPropertyDescription("name of an incident template that supplies omitted fields")
            @NotBlank
            @Size(max = LONGEST_TEXT)
            @Nullable
            String template,

            @JsonPropertyDescription("ID of the mitigated incident to reopen; default: a new incident")
            @NotBlank
            @Size(max = LONGEST_TEXT)
            @Nullable
            String reopen,

            @JsonUnwrapped IncidentDetailsFields details) {}

    /// Mitigates or resolves an incident, and updates its details.
    public record EndIncidentRequest(
            @JsonPropertyDescription("time of mitigation or resolution, such as 2026-11-25T18:40:03Z; default: now")
            @Nullable
            Instant at,

            @JsonPropertyDescription("whether to ignore firing alerts of the incident; default false") @Nullable
            Boolean ignoreFiringAlerts,

            @JsonUnwrapped IncidentDetailsFields details) {}

    /// Imports past incidents.
    public record ImportIncidentsRequest(
            @JsonPropertyDescription("at most 10,000 incidents; split larger imports") @Size(max = MOST_IMPORTED)
            List<ImportedIncident> incidents,

            @JsonPropertyDescription("whether to validate and count without storing; default false") @Nullable
            Boolean dryRun,

            @JsonPropertyDescription("reason, for the audit log") @Size(max = LONGEST_TEXT) @Nullable
            String reason) {}

    /// A past incident.
    public record ImportedIncident(
            @JsonPropertyDescription("ID in the source system; identifies the incident in later imports")
            @NotBlank
            @Size(max = LONGEST_TEXT)
            String externalId,

            @JsonPropertyDescription("key of the affected service") @NotBlank @Size(max = LONGEST_TEXT)
            String service,

            @JsonUnwrapped IncidentDetailsFields details) {}

    /// The details of an incident; omitted fields are unchanged.
    public record IncidentDetailsFields(
            @JsonPropertyDescription("impact in one line") @NotBlank @Size(max = LONGEST_TEXT) @Nullable
            String title,

            @JsonPropertyDescription("severity; default: by the severity rule, from the impact") @Nullable
            IncidentSeverity severity,

            @JsonPropertyDescription("past times by phase, such as HARM_STARTED or DETECTED")
            @JsonDeserialize(contentUsing = TimeValueDeserializer.class)
            @Nullable
            Map<IncidentPhase, TimeValue> times,

            @JsonPropertyDescription("trigger of the failure") @Nullable
            FailureTrigger trigger,

            @JsonPropertyDescription("causes; replaces the stored list") @Nullable
            List<CauseFields> causes,

            @JsonPropertyDescription("whether no change caused the incident") @Nullable
            Boolean noRelatedChange,

            @JsonPropertyDescription("source of the detection") @Nullable
            DetectionSource detection,

            @JsonPropertyDescription("type of the mitigation") @Nullable
            MitigationType mitigation,

            @JsonPropertyDescription("impact on users; replaces the stored impact") @Nullable
            ImpactFields impact,

            @JsonPropertyDescription("what went well in the response") @Size(max = LONGEST_TEXT) @Nullable
            String wentWell,

            @JsonPropertyDescription("where luck limited the harm") @Size(max = LONGEST_TEXT) @Nullable
            String gotLucky,

            @JsonPropertyDescription("whether the incident caused no harm") @Nullable
            Boolean nearMiss,

            @JsonPropertyDescription("reason, for the audit log") @Size(max = LONGEST_TEXT) @Nullable
            String reason) {
        /// Creates fields that set at most these details.
        public static IncidentDetailsFields of(
                @Nullable String title, @Nullable IncidentSeverity severity, @Nullable MitigationType mitigation) {
            return new IncidentDetailsFields(
                    title, severity, null, null, null, null, null, mitigation, null, null, null, null, null);
        }
    }

    /// A time, exact or with its uncertainty.
    public sealed interface TimeValue {
        Instant at();

        /// Uncertainty in either direction; null for an exact time.
        @Nullable
        Duration precision();

        /// Source of the time; null for the caller.
        @Nullable
        String source();
    }

    /// An exact time that the caller knows.
    public record ExactTime(@JsonValue Instant at) implements TimeValue {
        @Override
        public @Nullable Duration precision() {
            return null;
        }

        @Override
        public @Nullable String source() {
            return null;
        }
    }

    /// A time with its uncertainty and source.
    public record EstimatedTime(
            @JsonPropertyDescription("time in UTC, such as 2026-11-25T18:40:03Z")
            Instant at,

            @JsonPropertyDescription("uncertainty in either direction, such as PT5M; PT0S (default) to P366D") @Nullable
            Duration precision,

            @JsonPropertyDescription("source of the time, such as logs; default: the caller")
            @Size(max = LONGEST_TEXT)
            @Nullable
            String source)
            implements TimeValue {}

    private static final class TimeValueDeserializer extends StdDeserializer<TimeValue> {
        TimeValueDeserializer() {
            super(TimeValue.class);
        }

        @Override
        public TimeValue deserialize(JsonParser parser, DeserializationContext context) {
            return parser.currentToken() == JsonToken.VALUE_STRING
                    ? new ExactTime(context.readValue(parser, Instant.class))
                    : context.readValue(parser, EstimatedTime.class);
        }
    }

    /// A cause of an incident.
    public record CauseFields(
            @JsonPropertyDescription("name of the cause, the same in all incidents") @NotBlank @Size(max = LONGEST_TEXT)
            String name,

            @JsonPropertyDescription("weight relative to the other causes, above 0; default 1")
            @DecimalMin(value = "0", inclusive = false)
            @Nullable
            Double weight) {}

    /// The impact of an incident on users.
    public record ImpactFields(
            @JsonPropertyDescription("share of affected users, 0 to 1, such as 0.25 for 25%")
            @DecimalMin("0")
            @DecimalMax("1")
            @Nullable
            Double affectedUserShare,

            @JsonPropertyDescription("number of failed requests") @Min(0) @Nullable
            Long failedRequests,

            @JsonPropertyDescription("loss, as units times rate") @Nullable
            FinancialLossFields financialLoss) {}

    /// A loss: units times rate.
    public record FinancialLossFields(
            @JsonPropertyDescription("number of units, above 0") @DecimalMin(value = "0", inclusive = false)
            BigDecimal units,

            @JsonPropertyDescription("counted unit, such as payment or minute") @NotBlank @Size(max = LONGEST_TEXT)
            String unit,

            @JsonPropertyDescription("loss per unit, above 0") @DecimalMin(value = "0", inclusive = false)
            BigDecimal rate,

            @JsonPropertyDescription("ISO 4217 code, such as EUR") @Pattern(regexp = "^[A-Z]{3}$")
            String currency,

            @JsonPropertyDescription("date of the rate, such as 2026-11-25; default: today (UTC)") @Nullable
            LocalDate day) {}

    /// Acknowledges an incident.
    public record AcknowledgeIncidentRequest(
            @JsonPropertyDescription("username; default: the caller") @NotBlank @Size(max = LONGEST_TEXT) @Nullable
            String onBehalfOf) {}

    /// Assigns a role to a user.
    public record AssignIncidentRoleRequest(
            @JsonPropertyDescription("COMMANDER, COMMUNICATIONS, OPERATIONS or SCRIBE")
            IncidentRole role,

            @JsonPropertyDescription("username") @NotBlank @Size(max = LONGEST_TEXT)
            String person) {}

    /// Adds a note to the timeline.
    public record AddIncidentNoteRequest(
            @JsonPropertyDescription("text of the note, at most 4,000 characters") @NotBlank @Size(max = LONGEST_TEXT)
            String text) {}

    /// Hands over the command.
    public record HandOverIncidentRequest(
            @JsonPropertyDescription("username of the new incident commander") @NotBlank @Size(max = LONGEST_TEXT)
            String commander) {}

    /// Links a change to an incident.
    public record LinkChangeRequest(
            @JsonPropertyDescription("change, such as rollout:r-1") @NotBlank @Size(max = LONGEST_TEXT)
            String change,

            @JsonPropertyDescription("reason for the link") @NotBlank @Size(max = LONGEST_TEXT)
            String reason) {}

    /// Adds records with wrong amounts.
    public record AddAffectedItemsRequest(
            @JsonPropertyDescription("1 to 10,000 IDs of records with wrong amounts")
            @Size(min = 1, max = MOST_AFFECTED)
            List<String> ids) {}

    /// Records the correction of an affected record.
    public record CorrectAffectedItemRequest(
            @JsonPropertyDescription("ID of the affected record") @NotBlank @Size(max = LONGEST_TEXT)
            String id,

            @JsonPropertyDescription("correction, such as: reversed by booking 4711")
            @NotBlank
            @Size(max = LONGEST_TEXT)
            String correction) {}

    /// Adds a follow-up with a check, or with a description of how to verify it.
    public record AddFollowUpRequest(
            @JsonPropertyDescription("work to do") @NotBlank @Size(max = LONGEST_TEXT)
            String description,

            @JsonPropertyDescription("owner of the work") @NotBlank @Size(max = LONGEST_TEXT)
            String owner,

            @JsonPropertyDescription("due date, such as 2026-12-01")
            LocalDate dueDate,

            @JsonPropertyDescription("expected measurable effect") @NotBlank @Size(max = LONGEST_TEXT)
            String expectedEffect,

            @JsonPropertyDescription("manual check of the effect; required without an automatic check")
            @NotBlank
            @Size(max = LONGEST_TEXT)
            @Nullable
            String verifiedBy,

            @JsonPropertyDescription("automatic check of the effect") @Nullable
            FollowUpCheckFields check) {}

    /// An automatic check of a follow-up.
    public record FollowUpCheckFields(
            @JsonPropertyDescription("kind of check") FollowUpCriterion.Kind kind,

            @JsonPropertyDescription("parameters of the check by name") @Nullable
            Map<String, String> parameters) {}

    /// Completes a follow-up.
    public record CompleteFollowUpRequest(
            @JsonPropertyDescription("observed effect") @NotBlank @Size(max = LONGEST_TEXT)
            String evidence,

            @JsonPropertyDescription("reason to skip the check; default: the check must pass")
            @NotBlank
            @Size(max = LONGEST_TEXT)
            @Nullable
            String skipCheckReason) {}

    /// An incident in lists.
    ///
    /// @param reviewOnly whether the incident was opened by a change's own rollback and awaits a review
    /// @param moneyLost amount of the loss; null when unknown
    /// @param uncorrected IDs of affected records without a correction
    public record IncidentResponse(
            @JsonUnwrapped Incident incident,
            boolean reviewOnly,
            @Nullable BigDecimal moneyLost,
            List<String> uncorrected) {}

    /// An incident with all details.
    public record IncidentDetailsResponse(
            @JsonUnwrapped IncidentResponse summary,
            NextStateRequirementsResponse nextState,
            List<FirstStepResponse> firstSteps,
            List<SuspectedChangeResponse> suspectedChanges,
            List<FollowUpCheckResponse> followUpChecks,
            List<RelatedIncidentResponse> related,
            List<FiringAlertResponse> firingAlerts,
            List<TimelineEntry> timeline) {}

    /// The requirements of the next state that are not met.
    ///
    /// @param state the next state; null after the last one
    public record NextStateRequirementsResponse(
            @Nullable IncidentState state, List<IncidentStateValidator.Problem> missing) {}

    /// A first step from the incident's template.
    ///
    /// @param text what to do
    /// @param note text of the timeline note that marks the step as done
    /// @param done the note that marks it as done; null while the step is open
    public record FirstStepResponse(
            String text, String note, @Nullable TimelineEntry done) {}

    /// A change that may have caused the incident.
    ///
    /// @param name name of the change
    /// @param summary what the change did
    /// @param share share of the total suspicion, 0 to 1, never 1
    /// @param evidence reasons for the suspicion
    public record SuspectedChangeResponse(
            String name, String summary, Instant at, double share, List<String> evidence) {}

    /// The latest result of a follow-up check.
    ///
    /// @param number number of the follow-up
    /// @param checkedAt when the check ran
    /// @param since when the check first had this verdict
    public record FollowUpCheckResponse(
            int number,
            FollowUpCriterion.Verdict verdict,
            String reason,
            List<FollowUpCriterion.FollowUpEvidenceItem> evidence,
            Instant checkedAt,
            Instant since) {}

    /// A related incident of the service.
    public record RelatedIncidentResponse(String id, IncidentSeverity severity, IncidentState state, String title) {}

    /// A firing alert of an incident.
    ///
    /// @param name name of the alert, with its severity
    /// @param since when it started to fire
    public record FiringAlertResponse(String name, Instant since) {}

    /// The response to a declaration.
    ///
    /// @param outcome whether the declaration opened, joined or reopened the incident
    /// @param warnings unknown names in the declaration; they never reject it
    public record DeclareIncidentResponse(
            @JsonUnwrapped IncidentDetailsResponse details,
            SignalOutcome outcome,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ValidationWarning> warnings) {
        public DeclareIncidentResponse {
            warnings = Objects.requireNonNullElse(warnings, List.of());
        }
    }

    /// The effect of a signal on its incident.
    public enum SignalOutcome {
        /// The signal opened the incident.
        OPENED,
        /// The signal joined the incident.
        JOINED,
        /// The signal joined a mitigated incident, which is open again.
        REOPENED
    }

    /// The summary for the next incident commander, in Markdown.
    public record HandoverSummaryResponse(String summary) {}

    /// The result of an import.
    ///
    /// @param created number of new incidents
    /// @param updated number of existing incidents with changed details
    /// @param unchanged number of existing incidents without changes
    /// @param dryRun whether the import was a dry run that stored nothing
    public record ImportIncidentsResponse(int created, int updated, int unchanged, boolean dryRun) {}

    /// The response to a webhook of Alertmanager.
    ///
    /// @param alerts number of alerts in the payload
    /// @param incidents IDs of the incidents that the alerts belong to
    public record AlertWebhookResponse(int alerts, Set<String> incidents) {}
}
