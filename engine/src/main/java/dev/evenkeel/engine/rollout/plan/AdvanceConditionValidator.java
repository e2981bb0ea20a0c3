// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.plan;

import dev.evenkeel.core.flag.split.Percent;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The validator of a plan's conditions for advancing other than evidence.
final class AdvanceConditionValidator {
    private static final Duration SHORTEST_WITHIN = Duration.ofSeconds(1);
    private static final Duration LONGEST_WITHIN = Duration.ofDays(7);

    private final RolloutPlanValidator validator;

    AdvanceConditionValidator(RolloutPlanValidator validator) {
        this.validator = validator;
    }

    void validate(@Nullable Guardrails guardrails) {
        if (guardrails == null) {
            return;
        }
        validateSettlement(guardrails.settlement());
        validateReconciliation(guardrails.reconciliation());
    }

    private void validateSettlement(@Nullable SettledShareGuardrail settled) {
        if (settled == null) {
            return;
        }
        validator.require(
                settled.share() != null && settled.share().compareTo(Percent.NONE) > 0,
                "/guardrails/settled/share",
                "must be above 0% and at most 100%, got " + settled.share(),
                "90 is usual; remove settled to wait for no results");
        validator.validatePositive("/guardrails/settled/window", settled.window());
    }

    private void validateReconciliation(@Nullable ReconciliationGuardrail reconciliation) {
        if (reconciliation == null) {
            return;
        }
        Duration within = reconciliation.within();
        validator.require(
                within != null && within.compareTo(SHORTEST_WITHIN) >= 0 && within.compareTo(LONGEST_WITHIN) <= 0,
                "/guardrails/reconciliation/within",
                "must be a second to 7 days, got " + within,
                "PT15M is usual; allow more time than a pass takes");
        validator.validateAction("/guardrails/reconciliation", reconciliation.action());
    }
}
