// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.history;

import dev.evenkeel.api.RolloutApi.WhatIfRequest;
import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.rollout.plan.ReconciliationGuardrail;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.engine.rollout.plan.RolloutStep;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.files.plan.NamedPlanLookup;
import dev.evenkeel.files.plan.RolloutPlanCodec;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A builder of the plan for a what-if replay: another plan, or the rollout's own, with single numbers changed. The
/// latency baseline is that of the rollout.
public final class WhatIfPlanBuilder {
    private static final String RATIO = "rollbackRatio";

    private WhatIfPlanBuilder() {}

    /// @param own plan of the rollout
    /// @param plans plans that the request can name
    /// @return null when the plan is invalid; all validation errors have then been added
    public static @Nullable RolloutPlan build(
            RolloutPlan own, NamedPlanLookup plans, WhatIfRequest request, ValidationErrors errors) {
        JsonNode other = request.plan();
        RolloutPlan plan = other == null || other.isNull()
                ? own
                : reconciled(RolloutPlanCodec.parse(other, plans, "/plan", errors), own);
        RolloutPlan changed =
                plan == null ? null : RolloutPlanCodec.parse(change(plan, own, request), plans, "", errors);
        return changed == null ? null : from(changed, own.steps().getFirst().exposure());
    }

    /* The reconciliation guardrail of the rollout applies unless the other plan sets its own. */
    private static @Nullable RolloutPlan reconciled(@Nullable RolloutPlan plan, RolloutPlan own) {
        ReconciliationGuardrail guardrail = own.guardrails().reconciliation();
        return plan == null || guardrail == null || plan.guardrails().reconciliation() != null
                ? plan
                : plan.withReconciliation(guardrail);
    }

    private static ObjectNode change(RolloutPlan plan, RolloutPlan own, WhatIfRequest request) {
        ObjectNode changed = RolloutPlanCodec.toTree(plan);
        changed.put("seedSamples", own.seedSamples());
        putIfGiven(changed, "alpha", request.alpha());
        putIfGiven(changed, "advanceAlpha", request.advanceAlpha());
        listGuardrails(changed).forEach(guardrail -> putIfGiven(guardrail, RATIO, request.rollbackRatio()));
        return changed;
    }

    private static void putIfGiven(ObjectNode object, String name, @Nullable BigDecimal number) {
        if (number != null) {
            object.put(name, number);
        }
    }

    private static List<ObjectNode> listGuardrails(ObjectNode plan) {
        JsonNode guardrails = plan.get("guardrails");
        List<ObjectNode> all = new ArrayList<>();
        all.add((ObjectNode) guardrails.get("errors"));
        guardrails.get("latency").forEach(latency -> all.add((ObjectNode) latency));
        if (guardrails.get("rank").isObject()) {
            all.add((ObjectNode) guardrails.get("rank"));
        }
        return all;
    }

    /* A rollout may have skipped the first steps of its plan. */
    private static RolloutPlan from(RolloutPlan plan, Percent first) {
        boolean there = plan.steps().stream().map(RolloutStep::exposure).anyMatch(first::equals);
        return there ? plan.fromExposure(first) : plan;
    }
}
