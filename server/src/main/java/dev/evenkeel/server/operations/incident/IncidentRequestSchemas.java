// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.evenkeel.engine.incident.DetectionSource;
import dev.evenkeel.engine.incident.FailureTrigger;
import dev.evenkeel.engine.incident.IncidentPhase;
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
            @JsonPropertyDescription("impact in one line") @Nullable
            String title,

            @JsonPropertyDescription("severity; default: by the severity rule, from the impact") @Nullable
            IncidentSeverity severity,

            @JsonPropertyDescription("times by phase, such as HARM_STARTED or DETECTED")
            Map<IncidentPhase, TimeValue> times,

            @JsonPropertyDescription("what triggered the failure") @Nullable
            FailureTrigger trigger,

            @JsonPropertyDescription("causes; replaces the stored list") @Nullable
            List<CauseFields> causes,

            @JsonPropertyDescription("whether no change caused the incident")
            boolean noRelatedChange,

            @JsonPropertyDescription("how the incident was detected") @Nullable
            DetectionSource detection,

            @JsonPropertyDescription("how the harm was ended") @Nullable
            MitigationType mitigation,

            @JsonPropertyDescription("impact on users; replaces the stored impact") @Nullable
            ImpactFields impact,

            @JsonPropertyDescription("what went well in the response")
            String wentWell,

            @JsonPropertyDescription("where luck limited the harm")
            String gotLucky,

            @JsonPropertyDescription("whether the incident caused no harm")
            boolean nearMiss,

            @JsonPropertyDescription("reason, for the audit log")
            String reason) {}

    /// A timestamp, or a timestamp with its uncertainty.
    sealed interface TimeValue permits ExactTime, EstimatedTime {}

    record ExactTime(@JsonValue Instant at) implements TimeValue {}

    record EstimatedTime(
            @JsonProperty(required = true) @JsonPropertyDescription("time in UTC, such as 2026-11-25T18:40:03Z")
            Instant at,

            @JsonPropertyDescription("uncertainty in either direction, such as PT5M; PT0S (default) to P366D")
            Duration precision,

            @JsonPropertyDescription("source of the time, such as logs; default: the caller")
            String source)
            implements TimeValue {}

    record CauseFields(
            @JsonProperty(required = true) @JsonPropertyDescription("name of the cause, the same in all incidents")
            String name,

            @JsonPropertyDescription("weight relative to the other causes, above 0; default 1")
            double weight) {}

    record ImpactFields(
            @JsonPropertyDescription("share of affected users, 0 to 1") @Nullable
            Double affectedUserShare,

            @JsonPropertyDescription("number of failed requests") @Nullable
            Long failedRequests,

            @JsonPropertyDescription("loss, as units times rate") @Nullable
            FinancialLossFields financialLoss) {}

    record FinancialLossFields(
            @JsonProperty(required = true) @JsonPropertyDescription("number of units, above 0")
            BigDecimal units,

            @JsonProperty(required = true) @JsonPropertyDescription("counted unit, such as payment or minute")
            String unit,

            @JsonProperty(required = true) @JsonPropertyDescription("loss per unit, above 0")
            BigDecimal rate,

            @JsonProperty(required = true) @JsonPropertyDescription("ISO 4217 code, such as EUR")
            String currency,

            @JsonPropertyDescription("date of the rate, such as 2026-11-25; default: today (UTC)")
            LocalDate day) {}

    record DeclareIncidentRequest(
            @JsonPropertyDescription("key of the affected service; required unless the template has a service")
            String service,

            @JsonPropertyDescription("related change, such as rollout:r-1") @Nullable
            String change,

            @JsonPropertyDescription("IDs of records with wrong amounts")
            List<String> affected,

            @JsonPropertyDescription("name of an incident template that supplies omitted fields")
            String template,

            @JsonPropertyDescription("ID of the mitigated incident to reopen; default: a new incident") @Nullable
            String reopen,

            @JsonUnwrapped IncidentDetailsFields details) {}

    record AdvanceIncidentRequest(
            @Nullable Instant at, @JsonUnwrapped IncidentDetailsFields details) {}

    record EndIncidentRequest(
            @JsonPropertyDescription("time of mitigation or resolution, such as 2026-11-25T18:40:03Z; default: now")
            @Nullable
            Instant at,

            @JsonPropertyDescription("must be true if alerts of the incident are firing")
            boolean ignoreFiringAlerts,

            @JsonUnwrapped IncidentDetailsFields details) {}

    record ImportIncidentsRequest(
            @JsonProperty(required = true) @JsonPropertyDescription("at most 10,000 incidents")
            List<ImportedIncident> incidents,

            @JsonPropertyDescription("true only validates and counts, and stores nothing")
            boolean dryRun,

            @JsonPropertyDescription("reason, for the audit log")
            String reason) {}

    record ImportedIncident(
            @JsonProperty(required = true)
            @JsonPropertyDescription("ID in the source system; identifies the incident in later imports")
            String externalId,

            @JsonProperty(required = true) @JsonPropertyDescription("key of the affected service")
            String service,

            @JsonUnwrapped IncidentDetailsFields details) {}

    /// The webhook payload of Alertmanager, version 4.
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record AlertmanagerWebhook(
            @JsonProperty(required = true) @JsonPropertyDescription("alerts; the label service names the service")
            List<Map<String, Object>> alerts,

            @JsonPropertyDescription("number of alerts that Alertmanager left out")
            long truncatedAlerts,

            @JsonPropertyDescription("group of the alerts") String groupKey) {}
}
