// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.evenkeel.engine.incident.Check;
import dev.evenkeel.engine.incident.Detection;
import dev.evenkeel.engine.incident.Mitigation;
import dev.evenkeel.engine.incident.Phase;
import dev.evenkeel.engine.incident.Role;
import dev.evenkeel.engine.incident.Severity;
import dev.evenkeel.engine.incident.Trigger;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What bodies of requests about incidents consist of, for their schemas.
public final class IncidentBodies {
    private IncidentBodies() {}

    /// What is known of one.
    record Details(
            @Nullable String title,
            @Nullable Severity severity,
            Map<Phase, Time> times,
            @Nullable Trigger trigger,
            @Nullable List<Cause> causes,

            @JsonPropertyDescription("whether no change brought it about")
            boolean noChange,

            @Nullable Detection detection,
            @Nullable Mitigation mitigation,
            @Nullable Impact impact,
            String wentWell,
            String luck,
            boolean nearMiss,
            String reason) {}

    /// A moment, or one with how well it is known.
    sealed interface Time permits At, Known {}

    record At(@JsonValue Instant at) implements Time {}

    record Known(@JsonProperty(required = true) Instant at, Duration precision, String source) implements Time {}

    record Cause(@JsonProperty(required = true) String name, double weight) {}

    record Impact(
            @JsonPropertyDescription("0 to 1") @Nullable Double usersShare,
            @Nullable Long requestsFailed,
            @Nullable Lost lost) {}

    record Lost(
            @JsonProperty(required = true) BigDecimal units,
            @JsonProperty(required = true) String unit,
            @JsonProperty(required = true) BigDecimal rate,
            @JsonProperty(required = true) String currency,
            LocalDate day) {}

    record Declaration(
            @JsonPropertyDescription("needed unless the template says it")
            String service,

            @Nullable String change,

            @JsonPropertyDescription("ids of what it left wrong")
            List<String> affected,

            String template,

            @JsonPropertyDescription(
                    "id of the mitigated incident of the service to reopen; a new one is opened without")
            @Nullable
            String reopen,

            @JsonUnwrapped Details details) {}

    record Step(@Nullable Instant at, @JsonUnwrapped Details details) {}

    record End(
            @Nullable Instant at,

            @JsonPropertyDescription("needed as true while alerts of the incident fire")
            boolean despiteAlerts,

            @JsonUnwrapped Details details) {}

    record Person(String person) {}

    record Assignment(
            @JsonProperty(required = true) Role role,
            @JsonProperty(required = true) String person) {}

    record Note(@JsonProperty(required = true) String text) {}

    record HandOver(@JsonProperty(required = true) String to) {}

    record Link(
            @JsonProperty(required = true) String change,
            @JsonProperty(required = true) String because) {}

    record Affected(List<String> ids) {}

    record Correction(
            @JsonProperty(required = true) String id,
            @JsonProperty(required = true) String correction) {}

    public record FollowUp(
            @JsonProperty(required = true) String what,
            @JsonProperty(required = true) String owner,
            @JsonProperty(required = true) LocalDate due,
            @JsonProperty(required = true) String expected,

            @JsonPropertyDescription("needed without a check")
            String verifiedBy,

            @Nullable Seen check) {}

    record Seen(
            @JsonProperty(required = true) Check.Kind kind,

            @JsonPropertyDescription("what is looked at, texts by name")
            Map<String, Object> of) {}

    public record Done(@JsonProperty(required = true) String evidence, String withoutCheck) {}

    record Import(@JsonProperty(required = true) List<Past> incidents, boolean dryRun, String reason) {}

    record Past(
            @JsonProperty(required = true) String externalId,
            @JsonProperty(required = true) String service,
            @JsonUnwrapped Details details) {}

    /// What Alertmanager sends, version 4.
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Alerts(
            @JsonProperty(required = true) List<Map<String, Object>> alerts, long truncatedAlerts, String groupKey) {}
}
