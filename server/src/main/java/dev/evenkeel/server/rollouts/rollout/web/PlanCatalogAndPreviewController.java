// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.web;

import dev.evenkeel.api.PlanApi.NamedPlanResponse;
import dev.evenkeel.api.PlanApi.PlanCatalogResponse;
import dev.evenkeel.api.RolloutApi.WhatIfRequest;
import dev.evenkeel.api.RolloutApi.WhatIfResponse;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.files.plan.NamedPlanLookup;
import dev.evenkeel.files.plan.PlanPreviewRequest;
import dev.evenkeel.files.plan.PlanPreviewResponse;
import dev.evenkeel.server.foundation.problems.ValidationErrorMapper;
import dev.evenkeel.server.foundation.request.JsonRequest;
import dev.evenkeel.server.foundation.schema.OpenApiRequestBodySchema;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.rollouts.rollout.RolloutQueries;
import dev.evenkeel.server.rollouts.rollout.history.RolloutHistoryReplayService;
import dev.evenkeel.server.rollouts.rollout.history.WhatIfPlanBuilder;
import dev.evenkeel.server.rollouts.rollout.plan.PlanCatalog;
import dev.evenkeel.server.rollouts.rollout.plan.PlanPreviewService;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// The endpoints for listing plans, previews and what-if replays (docs/reference/http-api.md). Read-only.
@RestController
class PlanCatalogAndPreviewController {
    private final PlanPreviewService previews;
    private final PlanCatalog plans;
    private final RolloutQueries rollouts;
    private final RolloutHistoryReplayService history;

    PlanCatalogAndPreviewController(
            PlanPreviewService previews,
            PlanCatalog plans,
            RolloutQueries rollouts,
            RolloutHistoryReplayService history) {
        this.previews = previews;
        this.plans = plans;
        this.rollouts = rollouts;
        this.history = history;
    }

    /// Lists the rollout plans with a name: built-in plans, then custom plans, each by name.
    @GetMapping("/api/v1/plans")
    PlanCatalogResponse listPlans() {
        return new PlanCatalogResponse(Stream.concat(
                        NamedPlanLookup.listBuiltIn().stream().map(plan -> new NamedPlanResponse(plan, false)),
                        plans.custom().stream().map(plan -> new NamedPlanResponse(plan, true)))
                .toList());
    }

    /// Computes what a rollout plan can detect, how long it takes and what harm a bad release causes.
    @PostMapping("/api/v1/rollout-previews")
    @RequiresRight(value = Right.VIEW, scope = RequiresRight.ServiceSource.ANY)
    @OpenApiRequestBodySchema(PlanPreviewRequest.class)
    PlanPreviewResponse preview(@RequestBody JsonNode body) {
        var errors = new ValidationErrors();
        PlanPreviewRequest request = PlanPreviewRequest.parse(body, plans, errors);
        ValidationErrorMapper.throwIfAny(errors, "The preview was not computed.");
        if (request == null) {
            throw new IllegalStateException("no request and no validation error: " + body);
        }
        return PlanPreviewResponse.of(previews.compute(request.plan(), request.traffic()));
    }

    /// Replays the stored ticks of a rollout under another plan, until the first different decision.
    @PostMapping("/api/v1/rollouts/{id}/what-if")
    @RequiresRight(value = Right.VIEW, scope = RequiresRight.ServiceSource.ANY)
    WhatIfResponse whatIf(@PathVariable String id, JsonRequest<WhatIfRequest> body) {
        RolloutPlan own = rollouts.get(id).plan();
        return history.whatIf(
                id,
                body.convertOrThrow(
                        "The replay did not run.",
                        (request, errors) -> WhatIfPlanBuilder.build(own, plans, request, errors)));
    }
}
