// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import java.util.List;

/// Rollout plans (`/api/v1/plans`). Requests and responses for previews are in the module `files`, because the CLI also
/// computes previews without a server.
public final class PlanApi {
    private PlanApi() {}

    /// The plans that requests can name.
    public record PlanCatalogResponse(List<NamedPlanResponse> plans) {}

    /// A plan that requests can name.
    ///
    /// @param custom true for a custom plan of this server, false for a shipped plan
    public record NamedPlanResponse(@JsonUnwrapped RolloutPlan plan, boolean custom) {}
}
