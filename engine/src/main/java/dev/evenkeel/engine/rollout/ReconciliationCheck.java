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

/// How the two stores of a migration compare while its rollout runs.
record ReconciliationCheck(ReconciliationGuardrail guardrail, ReconciliationStatus state, Instant now) {
    /// The check; empty when the plan asks for no passes, or there is nothing that passes could
    /// compare.
    static Optional<ReconciliationCheck> of(
            @Nullable ReconciliationGuardrail guardrail, @Nullable ReconciliationStatus state, Instant now) {
        return guardrail == null || !guardrail.required() || state == null
                ? Optional.empty()
                : Optional.of(new ReconciliationCheck(guardrail, state, now));
    }

    /// Whether the newest pass found a mismatch, and the plan wants this done about it.
    boolean leadsTo(GuardrailAction action) {
        return guardrail.action() == action && mismatched().isPresent();
    }

    /// Why nothing goes on, in words. Who has approved going on in spite of the newest pass needs it to
    /// be young only.
    Optional<String> missing(boolean approved) {
        Optional<Pass> inSpite =
                approved && guardrail.action() == GuardrailAction.HOLD ? mismatched() : Optional.empty();
        return inSpite.map(Pass::endedAt)
                        .or(() -> Optional.ofNullable(state.cleanAt()))
                        .filter(ended -> guardrail.isYoung(ended, now))
                        .isPresent()
                ? Optional.empty()
                : state.missing(guardrail, now).map(ReconciliationCheck::named);
    }

    GuardrailResult report() {
        return mismatched()
                .map(pass -> breached(pass.words() + whatFollows()))
                .or(() -> state.missing(guardrail, now).map(this::healthy))
                .orElseGet(this::shown);
    }

    private GuardrailResult breached(String words) {
        return report(new Verdict.Breached(ReconciliationGuardrail.NAME, words), words);
    }

    private GuardrailResult healthy(String words) {
        return report(new Verdict.Healthy(ReconciliationGuardrail.NAME, words), words);
    }

    private GuardrailResult shown() {
        String words = Optional.ofNullable(state.newest()).map(Pass::words).orElse("");
        return report(new Verdict.Shown(ReconciliationGuardrail.NAME, words), words);
    }

    private GuardrailResult report(Verdict verdict, String words) {
        return new GuardrailResult(verdict, guardrail.action(), 0, 0, 0, 0, -1, named(words));
    }

    private String whatFollows() {
        return switch (guardrail.action()) {
            case ROLL_BACK -> "";
            case HOLD -> "; the plan asks a person";
            case OBSERVE -> "; observed only, it would have rolled back";
        };
    }

    private Optional<Pass> mismatched() {
        return Optional.ofNullable(state.newest()).filter(Pass::isMismatched);
    }

    private static String named(String words) {
        return ReconciliationGuardrail.NAME + ": " + words;
    }
}
