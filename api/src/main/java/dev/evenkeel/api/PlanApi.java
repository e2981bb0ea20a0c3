// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.engine.rollout.plan.RolloutPlanSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Rollout plans (`/api/v1/plans`) and their previews (`/api/v1/rollout-previews`). The module `files` parses requests
/// for previews, which the CLI also computes without a server.
public final class PlanApi {
    private PlanApi() {}

    /// The plans that requests can name.
    public record PlanCatalogResponse(List<NamedPlanResponse> plans) {}

    /// A plan that requests can name.
    ///
    /// @param custom true for a custom plan of this server, false for a shipped plan
    public record NamedPlanResponse(@JsonUnwrapped RolloutPlan plan, boolean custom) {}

    /// Computes the preview of a plan.
    public record PreviewPlanRequest(
            @JsonPropertyDescription("name of a plan, such as standard, or an inline plan")
            @JsonSubTypes({@JsonSubTypes.Type(String.class), @JsonSubTypes.Type(RolloutPlanSpec.class)})
            JsonNode plan,

            @JsonPropertyDescription("calls per second of the service, 1e-6 to 1e9")
            double callsPerSecond,

            @JsonPropertyDescription("share of calls that fail today, 0 to below 1, such as 0.005")
            double baseRate,

            @JsonPropertyDescription("calls per unit, 1 (default) to 1e9") @Nullable
            Double callsPerUnit,

            @JsonPropertyDescription("cost of a failed call, 1e-9 to 1e12; default: none") @Nullable
            Double moneyPerFailure) {}
}
