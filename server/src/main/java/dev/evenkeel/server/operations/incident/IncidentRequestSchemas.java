// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.evenkeel.engine.incident.DetectionSource;
import dev.evenkeel.engine.incident.FailureTrigger;
import dev.evenkeel.engine.incident.FollowUpCriterion;
import dev.evenkeel.engine.incident.IncidentPhase;
import dev.evenkeel.engine.incident.IncidentRole;
import dev.evenkeel.engine.incident.IncidentSeverity;
import dev.evenkeel.engine.incident.MitigationType;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Request bodies of the incident endpoints, as types for the OpenAPI document.
public final class IncidentRequestSchemas {
    private IncidentRequestSchemas() {}

    /// The details of an incident.
    record IncidentDetailsFields(
            @Nullable String title,
            @Nullable IncidentSeverity severity,
            Map<IncidentPhase, TimeValue> times,
            @Nullable FailureTrigger trigger,
            @Nullable List<CauseFields> causes,

            @JsonPropertyDescription("whether no change caused the incident")
            boolean noRelatedChange,

            @Nullable DetectionSource detection,
            @Nullable MitigationType mitigation,
            @Nullable ImpactFields impact,
            String wentWell,
            String gotLucky,
            boolean nearMiss,
            String reason) {}

    /// A timestamp, or a timestamp with its uncertainty.
    sealed interface TimeValue permits ExactTime, EstimatedTime {}

    record ExactTime(@JsonValue Instant at) implements TimeValue {}

    record EstimatedTime(@JsonProperty(required = true) Instant at, Duration precision, String source)
            implements TimeValue {}

    record CauseFields(@JsonProperty(required = true) String name, double weight) {}

    record ImpactFields(
            @JsonPropertyDescription("share of affected users, 0 to 1") @Nullable
            Double affectedUserShare,

            @Nullable Long failedRequests,
            @Nullable FinancialLossFields financialLoss) {}

    record FinancialLossFields(
            @JsonProperty(required = true) BigDecimal units,
            @JsonProperty(required = true) String unit,
            @JsonProperty(required = true) BigDecimal rate,
            @JsonProperty(required = true) String currency,
            LocalDate day) {}

    record DeclareIncidentRequest(
            @JsonPropertyDescription("required unless the template has a service")
            String service,

            @Nullable String change,

            @JsonPropertyDescription("IDs of records with wrong amounts")
            List<String> affected,

            String template,

            @JsonPropertyDescription("ID of the mitigated incident to reopen; default: a new incident") @Nullable
            String reopen,

            @JsonUnwrapped IncidentDetailsFields details) {}

    record AdvanceIncidentRequest(
            @Nullable Instant at, @JsonUnwrapped IncidentDetailsFields details) {}

    record EndIncidentRequest(
            @Nullable Instant at,

            @JsonPropertyDescription("must be true if alerts of the incident are firing")
            boolean ignoreFiringAlerts,

            @JsonUnwrapped IncidentDetailsFields details) {}

    record JoinAsResponderRequest(String onBehalfOf) {}

    record AssignRoleRequest(
            @JsonProperty(required = true) IncidentRole role,
            @JsonProperty(required = true) String person) {}

    record AddNoteRequest(@JsonProperty(required = true) String text) {}

    record HandoverRequest(@JsonProperty(required = true) String commander) {}

    record LinkChangeRequest(
            @JsonProperty(required = true) String change,
            @JsonProperty(required = true) String reason) {}

    record AddAffectedItemsRequest(List<String> ids) {}

    record CorrectAffectedItemRequest(
            @JsonProperty(required = true) String id,
            @JsonProperty(required = true) String correction) {}

    public record AddFollowUpRequest(
            @JsonProperty(required = true) String description,
            @JsonProperty(required = true) String owner,
            @JsonProperty(required = true) LocalDate dueDate,
            @JsonProperty(required = true) String expectedEffect,

            @JsonPropertyDescription("required without a check")
            String verifiedBy,

            @Nullable FollowUpCheckFields check) {}

    record FollowUpCheckFields(
            @JsonProperty(required = true) FollowUpCriterion.Kind kind,

            @JsonPropertyDescription("parameters of the check by name, as strings")
            Map<String, Object> parameters) {}

    public record CompleteFollowUpRequest(
            @JsonProperty(required = true) String evidence, String skipCheckReason) {}

    record ImportIncidentsRequest(
            @JsonProperty(required = true) List<ImportedIncident> incidents, boolean dryRun, String reason) {}

    record ImportedIncident(
            @JsonProperty(required = true) String externalId,
            @JsonProperty(required = true) String service,
            @JsonUnwrapped IncidentDetailsFields details) {}

    /// The webhook payload of Alertmanager, version 4.
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record AlertmanagerWebhook(
            @JsonProperty(required = true) List<Map<String, Object>> alerts, long truncatedAlerts, String groupKey) {}
}
