// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.evenkeel.engine.incident.IncidentRole;
import dev.evenkeel.engine.incident.IncidentSeverity;
import dev.evenkeel.engine.incident.IncidentTrigger;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an incident of a kind looks like, written down before there is one. Whoever declares an incident from
/// it has to say only what differs.
///
/// @param name by which it is picked, unique
/// @param spec what it says
public record IncidentTemplate(String name, @JsonUnwrapped Spec spec) {
    private static final String SERVICE = "{service}";

    /// What a template says, as files write it.
    ///
    /// @param description when to use it; may be empty
    /// @param title what hurts, in a line; `{service}` in it stands for the key of the service
    /// @param service key of the service that is hurt; null when whoever declares it has to say
    /// @param severity how bad; null when the rule decides by the impact
    /// @param impact whom it is expected to hurt, from which the severity follows; null when one cannot tell
    /// @param trigger what sets it off; null when one cannot tell before
    /// @param roles who has which at once; none for roles that somebody takes
    /// @param firstSteps what to do first, in order, each a line of its own words
    /// @param followUps what is done about it afterwards in any case
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Spec(
            @JsonPropertyDescription("when to use it") String description,

            @JsonProperty(required = true)
            @JsonPropertyDescription("what hurts, in a line; {service} stands for the key of the service")
            String title,

            @JsonPropertyDescription("the service that is hurt; whoever declares it has to say unless it is here")
            @Nullable
            String service,

            @JsonPropertyDescription("how bad it is; by the rule unless it is here") @Nullable
            IncidentSeverity severity,

            @JsonPropertyDescription("whom it is expected to hurt, from which the severity follows") @Nullable
            ExpectedImpact impact,

            @JsonPropertyDescription("what sets it off, when that is known before") @Nullable
            IncidentTrigger trigger,

            @JsonPropertyDescription("who has which role at once: COMMANDER, COMMUNICATIONS, OPERATIONS, SCRIBE")
            Map<IncidentRole, String> roles,

            @JsonPropertyDescription("what to do first, in order")
            List<String> firstSteps,

            @JsonPropertyDescription("what is done about it afterwards in any case")
            List<FollowUpDraft> followUps) {
        public Spec {
            Map<IncidentRole, String> ordered = new EnumMap<>(IncidentRole.class);
            ordered.putAll(roles);
            roles = Collections.unmodifiableMap(ordered);
            firstSteps = List.copyOf(firstSteps);
            followUps = List.copyOf(followUps);
        }
    }

    /// Whom an incident hurts, as far as one can tell before: counts and amounts one cannot.
    ///
    /// @param usersShare share of users, 0 to 1
    public record ExpectedImpact(
            @JsonProperty(required = true) @JsonPropertyDescription("share of users that are hurt, 0 to 1")
            double usersShare) {}

    /// A follow-up of which only the day is not known before.
    ///
    /// @param what is done
    /// @param owner who does it
    /// @param dueDays how many days after the declaration, 1 to 366
    /// @param expected what it changes, in a form that can be found wrong
    /// @param verifiedBy how one will see that it did
    public record FollowUpDraft(
            @JsonProperty(required = true) @JsonPropertyDescription("what is done")
            String what,

            @JsonProperty(required = true) @JsonPropertyDescription("who does it")
            String owner,

            @JsonProperty(required = true)
            @JsonPropertyDescription("how many days after the declaration it is due, 1 to 366")
            int dueDays,

            @JsonProperty(required = true) @JsonPropertyDescription("what it changes, so that it can be found wrong")
            String expected,

            @JsonProperty(required = true) @JsonPropertyDescription("how one will see that it did")
            String verifiedBy) {}

    /// The title of an incident of a service.
    String title(String service) {
        return spec.title().replace(SERVICE, service);
    }
}
