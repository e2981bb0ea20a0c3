// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.history;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.rollout.plan.ReconciliationGuardrail;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.engine.rollout.plan.RolloutStep;
import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.files.plan.NamedPlanLookup;
import dev.evenkeel.files.plan.RolloutPlanCodec;
import dev.evenkeel.server.foundation.problems.ValidationErrorMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The parser of the plan for a what-if replay: another plan, or the rollout's own, with single numbers
/// changed. The latency baseline is that of the rollout.
public final class WhatIfRequestParser {
    private static final Set<String> NUMBERS = Set.of("alpha", "advanceAlpha");
    private static final String RATIO = "rollbackRatio";
    private static final Set<String> FIELDS = Set.of("plan", "alpha", "advanceAlpha", RATIO);

    private WhatIfRequestParser() {}

    /// @param own plan of the rollout
    /// @param plans plans that the request can name
    /// @param order request body; null for the rollout's plan
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException with all validation errors
    public static RolloutPlan parse(RolloutPlan own, NamedPlanLookup plans, @Nullable JsonNode order) {
        var errors = new ValidationErrors();
        JsonObjectReader fields = new JsonObjectReader(order, "", errors).rejectUnknownFields(FIELDS);
        JsonNode other = fields.find("plan");
        RolloutPlan plan = other == null
                ? own
                : reconciled(RolloutPlanCodec.parse(other, plans, fields.pointerTo("plan"), errors), own);
        RolloutPlan changed =
                plan == null ? null : RolloutPlanCodec.parse(changed(plan, own, fields), plans, "", errors);
        ValidationErrorMapper.throwIfAny(errors, "The replay did not run.");
        if (changed == null) {
            throw new IllegalStateException("no plan and no validation error");
        }
        return from(changed, own.steps().getFirst().exposure());
    }

    /* The reconciliation guardrail of the rollout applies unless the other plan sets its own. */
    private static @Nullable RolloutPlan reconciled(@Nullable RolloutPlan plan, RolloutPlan own) {
        ReconciliationGuardrail guardrail = own.guardrails().reconciliation();
        return plan == null || guardrail == null || plan.guardrails().reconciliation() != null
                ? plan
                : plan.withReconciliation(guardrail);
    }

    private static ObjectNode changed(RolloutPlan plan, RolloutPlan own, JsonObjectReader fields) {
        ObjectNode changed = RolloutPlanCodec.toTree(plan);
        changed.put("seedSamples", own.seedSamples());
        for (String number : NUMBERS) {
            JsonNode value = fields.find(number);
            if (value != null) {
                changed.set(number, value);
            }
        }
        JsonNode ratio = fields.find(RATIO);
        if (ratio != null) {
            guardrails(changed).forEach(guardrail -> guardrail.set(RATIO, ratio));
        }
        return changed;
    }

    private static List<ObjectNode> guardrails(ObjectNode plan) {
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
