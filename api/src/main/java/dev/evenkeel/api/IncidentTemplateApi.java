// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.evenkeel.engine.incident.FailureTrigger;
import dev.evenkeel.engine.incident.IncidentRole;
import dev.evenkeel.engine.incident.IncidentSeverity;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Incident templates (`/api/v1/incident-templates`), which manifests create.
public final class IncidentTemplateApi {
    private static final int LONGEST_TEXT = 4_000;
    private static final int MOST = 20;
    private static final String SERVICE = "{service}";

    private IncidentTemplateApi() {}

    /// A template with default values for declared incidents. A declaration from a template needs only the fields
    /// that differ.
    ///
    /// @param name unique name
    /// @param spec contents of the template
    public record IncidentTemplateResponse(
            String name, @JsonUnwrapped IncidentTemplateSpec spec) {
        /// Returns the title of an incident of a service.
        public String title(String service) {
            return spec.title().replace(SERVICE, service);
        }
    }

    /// The contents of a template, as in manifests, with defaults for omitted fields.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record IncidentTemplateSpec(
            @JsonPropertyDescription("when to use the template") @Size(max = LONGEST_TEXT)
            String description,

            @JsonProperty(required = true)
            @JsonPropertyDescription("title in one line; {service} is replaced by the key of the service")
            @NotBlank
            @Size(max = LONGEST_TEXT)
            String title,

            @JsonPropertyDescription("key of the affected service; if omitted, the declaration must give it")
            @NotBlank
            @Size(max = LONGEST_TEXT)
            @Nullable
            String service,

            @JsonPropertyDescription("severity; default: by the severity rule") @Nullable
            IncidentSeverity severity,

            @JsonPropertyDescription("expected impact, from which the severity follows") @Nullable
            ExpectedImpact impact,

            @JsonPropertyDescription("expected trigger, if known in advance") @Nullable
            FailureTrigger trigger,

            @JsonPropertyDescription("users by role: COMMANDER, COMMUNICATIONS, OPERATIONS, SCRIBE")
            Map<IncidentRole, String> roles,

            @JsonPropertyDescription("first steps, in order, at most 20 different lines of 1 to 500 characters")
            @Size(max = MOST)
            List<String> firstSteps,

            @JsonPropertyDescription("follow-ups of every incident, at most 20") @Size(max = MOST)
            List<FollowUpDraft> followUps) {}

    /// The expected impact. Counts and amounts cannot be predicted, so it has only a share.
    public record ExpectedImpact(
            @JsonProperty(required = true)
            @JsonPropertyDescription("share of affected users, 0 to 1")
            @DecimalMin("0")
            @DecimalMax("1")
            double affectedUserShare) {}

    /// A follow-up with a due date relative to the declaration.
    public record FollowUpDraft(
            @JsonProperty(required = true) @JsonPropertyDescription("work to do") @NotBlank @Size(max = LONGEST_TEXT)
            String description,

            @JsonProperty(required = true)
            @JsonPropertyDescription("owner of the work")
            @NotBlank
            @Size(max = LONGEST_TEXT)
            String owner,

            @JsonProperty(required = true)
            @JsonPropertyDescription("days from the declaration to the due date, 1 to 366")
            @Min(1)
            @Max(366)
            int dueDays,

            @JsonProperty(required = true)
            @JsonPropertyDescription("expected measurable effect")
            @NotBlank
            @Size(max = LONGEST_TEXT)
            String expectedEffect,

            @JsonProperty(required = true)
            @JsonPropertyDescription("how to verify the effect")
            @NotBlank
            @Size(max = LONGEST_TEXT)
            String verifiedBy) {}
}
