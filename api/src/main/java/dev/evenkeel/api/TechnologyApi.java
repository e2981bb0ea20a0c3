// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.evenkeel.engine.technology.RadarRing;
import dev.evenkeel.engine.technology.RadarRingChange;
import dev.evenkeel.engine.technology.ServiceUsage;
import dev.evenkeel.engine.technology.TechnologyKind;
import dev.evenkeel.engine.technology.TechnologyPolicy;
import dev.evenkeel.engine.technology.TechnologyPolicy.DeclarationRequirement;
import dev.evenkeel.engine.technology.UnknownCauseIncidentRate;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The technology register (`/api/v1/technologies`), innovation tokens (`/api/v1/innovation-tokens`), their policy
/// (`/api/v1/technology-policy`) and SBOM differences of changes (`.../sbom-diff`).
public final class TechnologyApi {
    private static final int MOST_COMPONENTS = 20_000;

    private TechnologyApi() {}

    /// Replaces the policy for innovation tokens; omitted fields get their defaults.
    public record SetTechnologyPolicyRequest(
            @JsonPropertyDescription("number of innovation tokens, 0 to 100; default 3")
            @Min(0)
            @Max(TechnologyPolicy.MAX_TOKENS)
            @Nullable
            Integer tokens,

            @JsonPropertyDescription(
                    "running hours below which a technology counts as new, above 0 and at most 1,000,000; default 2190")
            @DecimalMin(value = "0", inclusive = false)
            @DecimalMax("1000000")
            @Nullable
            Double noveltyThresholdHours,

            @JsonPropertyDescription("required declaration of new technologies in changes; default NONE") @Nullable
            DeclarationRequirement requiredDeclaration,

            @JsonPropertyDescription("reason, for the audit log") @Nullable
            String reason) {}

    /// Replaces the components that a change adds to the SBOM.
    public record PutChangeSbomAdditionsRequest(
            @JsonPropertyDescription(
                    "package URLs of added components, without a version, at most 20,000; empty for none")
            @Size(max = MOST_COMPONENTS)
            List<String> introduced) {}

    /// A technology.
    ///
    /// @param uses where it runs or ran: from the register, changes and rollouts
    /// @param hours running hours in all services
    /// @param incidents incidents that it contributed to
    /// @param novel whether it has no operating experience here
    /// @param unknown risk from unknown causes
    public record TechnologyResponse(
            String key,
            String name,
            TechnologyKind kind,
            RadarRing ring,
            Instant since,
            List<ServiceUsage> uses,
            List<String> packages,
            double hours,
            double incidents,
            boolean novel,
            UnknownCauseRisk unknown,
            List<RadarRingChange> ringChanges) {}

    /// The expected incidents from unknown causes in a service that runs it for a quarter.
    ///
    /// @param incidents number of incidents, with its 90% interval
    /// @param probability probability of one or more, 0 to 1
    public record UnknownCauseRisk(UnknownCauseIncidentRate.Interval incidents, double probability) {}

    /// The innovation tokens.
    ///
    /// @param tokens total number
    /// @param remaining number of free tokens
    /// @param noveltyThresholdHours own running hours after which a technology is no longer novel
    /// @param spent tokens in use
    /// @param undecided keys of the technologies above the total without an accepted decision record
    /// @param probability probability that an unknown cause in one of the technologies with a token causes an
    ///     incident when a service runs each of them for a quarter, 0 to 1
    public record InnovationTokensResponse(
            int tokens,
            int remaining,
            double noveltyThresholdHours,
            List<SpentToken> spent,
            List<String> undecided,
            double probability) {}

    /// A token in use.
    ///
    /// @param technology key of the technology that uses it
    /// @param since start of its use; null when it is not yet in use
    /// @param decisionRecord ID of the decision record for it; null without one
    public record SpentToken(
            int number,
            String technology,
            @Nullable Instant since,
            double hours,
            @Nullable String decisionRecord) {}

    /// The components that a change adds.
    ///
    /// @param change name of the change, such as `flag:default/core` or `change:ch-1`
    /// @param components package URLs without a version
    /// @param comparedAt when the comparison was reported
    public record ChangeSbomAdditions(String change, List<String> components, Instant comparedAt, String person) {}
}
