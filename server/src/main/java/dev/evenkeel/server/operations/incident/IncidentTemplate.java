// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.evenkeel.engine.incident.FailureTrigger;
import dev.evenkeel.engine.incident.IncidentRole;
import dev.evenkeel.engine.incident.IncidentSeverity;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A template with default values for declared incidents. A declaration from a template needs only the fields
/// that differ.
///
/// @param name unique name
/// @param spec contents of the template
public record IncidentTemplate(String name, @JsonUnwrapped Spec spec) {
    private static final String SERVICE = "{service}";

    /// The contents of a template, as in files.
    ///
    /// @param description when to use the template; may be empty
    /// @param title title of the incident, one line; `{service}` is replaced by the key of the service
    /// @param service key of the affected service; null if the declaration must give it
    /// @param severity severity; null if the severity rule derives it from the impact
    /// @param impact expected impact, from which the severity follows; null if it cannot be predicted
    /// @param trigger expected trigger; null if it cannot be predicted
    /// @param roles users who are assigned a role at once; absent for roles that are assigned later
    /// @param firstSteps what to do first, in order; each is one line and unique
    /// @param followUps follow-ups to create in any case
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Spec(
            @JsonPropertyDescription("when to use the template")
            String description,

            @JsonProperty(required = true)
            @JsonPropertyDescription("title in one line; {service} is replaced by the key of the service")
            String title,

            @JsonPropertyDescription("key of the affected service; if omitted, the declaration must give it") @Nullable
            String service,

            @JsonPropertyDescription("severity; default: by the severity rule") @Nullable
            IncidentSeverity severity,

            @JsonPropertyDescription("expected impact, from which the severity follows") @Nullable
            ExpectedImpact impact,

            @JsonPropertyDescription("expected trigger, if known in advance") @Nullable
            FailureTrigger trigger,

            @JsonPropertyDescription("users by role: COMMANDER, COMMUNICATIONS, OPERATIONS, SCRIBE")
            Map<IncidentRole, String> roles,

            @JsonPropertyDescription("first steps, in order")
            List<String> firstSteps,

            @JsonPropertyDescription("follow-ups of every incident")
            List<FollowUpDraft> followUps) {
        public Spec {
            Map<IncidentRole, String> ordered = new EnumMap<>(IncidentRole.class);
            ordered.putAll(roles);
            roles = Collections.unmodifiableMap(ordered);
            firstSteps = List.copyOf(firstSteps);
            followUps = List.copyOf(followUps);
        }
    }

    /// The expected impact. Counts and amounts cannot be predicted, so it has only a share.
    ///
    /// @param affectedUserShare share of users, 0 to 1
    public record ExpectedImpact(
            @JsonProperty(required = true) @JsonPropertyDescription("share of affected users, 0 to 1")
            double affectedUserShare) {}

    /// A follow-up with a due date relative to the declaration.
    ///
    /// @param description what is done
    /// @param owner who does it
    /// @param dueDays days from the declaration to the due date, 1 to 366
    /// @param expectedEffect falsifiable statement of what changes
    /// @param verifiedBy how the effect is verified
    public record FollowUpDraft(
            @JsonProperty(required = true) @JsonPropertyDescription("work to do")
            String description,

            @JsonProperty(required = true) @JsonPropertyDescription("owner of the work")
            String owner,

            @JsonProperty(required = true)
            @JsonPropertyDescription("days from the declaration to the due date, 1 to 366")
            int dueDays,

            @JsonProperty(required = true) @JsonPropertyDescription("expected measurable effect")
            String expectedEffect,

            @JsonProperty(required = true) @JsonPropertyDescription("how to verify the effect")
            String verifiedBy) {}

    /// Returns the title of an incident of a service.
    String title(String service) {
        return spec.title().replace(SERVICE, service);
    }
}
