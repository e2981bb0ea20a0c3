// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.files.json.Faults;
import dev.evenkeel.files.plan.NamedPlans;
import dev.evenkeel.files.plan.PlanJson;
import dev.evenkeel.files.plan.PreviewJson;
import dev.evenkeel.files.plan.PreviewOrder;
import dev.evenkeel.server.foundation.problems.RequestFaults;
import dev.evenkeel.server.foundation.schema.Takes;
import dev.evenkeel.server.foundation.security.access.Needs;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.rollouts.rollout.Rollouts;
import dev.evenkeel.server.rollouts.rollout.history.History;
import dev.evenkeel.server.rollouts.rollout.history.WhatIfOrder;
import dev.evenkeel.server.rollouts.rollout.history.WhatIfReport;
import dev.evenkeel.server.rollouts.rollout.plan.KeptPlans;
import dev.evenkeel.server.rollouts.rollout.plan.Previews;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// Which plans there are and what they can do, over HTTP (docs/reference/http-api.md). Changes nothing.
@RestController
class PreviewApi {
    private final Previews previews;
    private final KeptPlans plans;
    private final Rollouts rollouts;
    private final History history;

    PreviewApi(Previews previews, KeptPlans plans, Rollouts rollouts, History history) {
        this.previews = previews;
        this.plans = plans;
        this.rollouts = rollouts;
        this.history = history;
    }

    record Plans(List<Named> plans) {}

    /// A plan that orders can name.
    ///
    /// @param kept whether this server keeps it; else it comes with Evenkeel
    record Named(@JsonUnwrapped PlanJson plan, boolean kept) {}

    @GetMapping("/api/v1/plans")
    Plans plans() {
        return new Plans(Stream.concat(
                        NamedPlans.shipped().stream().map(plan -> new Named(PlanJson.of(plan), false)),
                        plans.kept().stream().map(plan -> new Named(PlanJson.of(plan), true)))
                .toList());
    }

    @PostMapping("/api/v1/rollout-previews")
    @Needs(value = Right.VIEW, scope = Needs.Scope.ANY)
    @Takes(RolloutBodies.Preview.class)
    PreviewJson preview(@RequestBody JsonNode body) {
        var faults = new Faults();
        PreviewOrder order = PreviewOrder.read(body, plans, faults);
        RequestFaults.throwIfAny(faults, "Nothing was previewed.");
        if (order == null) {
            throw new IllegalStateException("an order without a fault cannot be read: " + body);
        }
        return PreviewJson.of(previews.of(order.plan(), order.traffic()));
    }

    @PostMapping("/api/v1/rollouts/{id}/what-if")
    @Needs(value = Right.VIEW, scope = Needs.Scope.ANY)
    @Takes(RolloutBodies.WhatIf.class)
    WhatIfReport whatIf(@PathVariable String id, @RequestBody(required = false) @Nullable JsonNode body) {
        RolloutPlan plan = WhatIfOrder.read(rollouts.get(id).plan(), plans, body);
        return history.whatIf(id, plan);
    }
}
