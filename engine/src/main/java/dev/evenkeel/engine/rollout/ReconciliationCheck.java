// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

import dev.evenkeel.engine.rollout.ReconciliationStatus.Pass;
import dev.evenkeel.engine.rollout.guardrail.GuardrailResult;
import dev.evenkeel.engine.rollout.guardrail.Verdict;
import dev.evenkeel.engine.rollout.plan.GuardrailAction;
import dev.evenkeel.engine.rollout.plan.ReconciliationGuardrail;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The check that the two stores of a migration agree while its rollout runs.
record ReconciliationCheck(ReconciliationGuardrail guardrail, ReconciliationStatus state, Instant now) {
    /// Creates the check; empty when the plan requires no reconciliation passes, or there are no stores to
    /// compare.
    static Optional<ReconciliationCheck> of(
            @Nullable ReconciliationGuardrail guardrail, @Nullable ReconciliationStatus state, Instant now) {
        return guardrail == null || !guardrail.required() || state == null
                ? Optional.empty()
                : Optional.of(new ReconciliationCheck(guardrail, state, now));
    }

    /// Whether the newest pass found a mismatch and the plan's action for mismatches is the given one.
    boolean leadsTo(GuardrailAction action) {
        return guardrail.action() == action && findMismatch().isPresent();
    }

    /// Returns why the rollout must hold, if it must. With an approval despite the newest pass, that pass
    /// only needs to be recent.
    Optional<String> findBlocker(boolean approved) {
        Optional<Pass> inSpite =
                approved && guardrail.action() == GuardrailAction.HOLD ? findMismatch() : Optional.empty();
        return inSpite.map(Pass::endedAt)
                        .or(() -> Optional.ofNullable(state.cleanAt()))
                        .filter(ended -> guardrail.isRecent(ended, now))
                        .isPresent()
                ? Optional.empty()
                : state.findMissing(guardrail, now).map(ReconciliationCheck::withName);
    }

    GuardrailResult toResult() {
        return findMismatch()
                .map(pass -> breachedResult(pass.describe() + describeConsequence()))
                .or(() -> state.findMissing(guardrail, now).map(this::healthyResult))
                .orElseGet(this::shownResult);
    }

    private GuardrailResult breachedResult(String words) {
        return toResult(new Verdict.Breached(ReconciliationGuardrail.NAME, words), words);
    }

    private GuardrailResult healthyResult(String words) {
        return toResult(new Verdict.Healthy(ReconciliationGuardrail.NAME, words), words);
    }

    private GuardrailResult shownResult() {
        String words = Optional.ofNullable(state.newest()).map(Pass::describe).orElse("");
        return toResult(new Verdict.Shown(ReconciliationGuardrail.NAME, words), words);
    }

    private GuardrailResult toResult(Verdict verdict, String words) {
        return new GuardrailResult(verdict, guardrail.action(), 0, 0, 0, 0, -1, withName(words));
    }

    private String describeConsequence() {
        return switch (guardrail.action()) {
            case ROLL_BACK -> "";
            case HOLD -> "; requires a user to decide";
            case OBSERVE -> "; observed only, no rollback";
        };
    }

    private Optional<Pass> findMismatch() {
        return Optional.ofNullable(state.newest()).filter(Pass::isMismatched);
    }

    private static String withName(String words) {
        return ReconciliationGuardrail.NAME + ": " + words;
    }
}
