// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.gate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What all gates come to for one change at one moment. It says nothing about moves that lower a
/// candidate's exposure: those pass no gate.
///
/// @param entries every answer, in the order in which it was given; then each gate that is required
///     and gave none
public record GateEvaluation(List<EvaluatedGate> entries) {

    /// One answer and what the policy makes of it.
    ///
    /// @param required whether the change has to pass it
    /// @param override that lets the change past; null when there is none, or none is needed
    public record EvaluatedGate(
            GateResult answer, boolean required, @Nullable GateOverride override) {
        /// Whether it stands against the change.
        public boolean isClosed() {
            return isAgainst() && override == null;
        }

        private boolean isAgainst() {
            return required && answer.verdict() != GateVerdict.PASS;
        }

        private String words() {
            return override == null ? answer.words() : answer.words() + " (" + override.words() + ")";
        }
    }

    public GateEvaluation {
        entries = List.copyOf(entries);
    }

    /// What answers come to.
    ///
    /// @param overrides all that are known for the change; those count that the policy allows and that
    ///     are valid now
    public static GateEvaluation of(
            GatePolicy policy, List<GateResult> answers, List<GateOverride> overrides, Instant now) {
        List<GateResult> all = new ArrayList<>(answers);
        policy.named().stream()
                .filter(name ->
                        answers.stream().noneMatch(answer -> answer.gate().equals(name)))
                .map(name -> GateResult.unknown(name, "it is required, and there is no such gate"))
                .forEach(all::add);
        return new GateEvaluation(all.stream()
                .map(answer -> entry(policy, answer, overrides, now))
                .toList());
    }

    private static EvaluatedGate entry(
            GatePolicy policy, GateResult answer, List<GateOverride> overrides, Instant now) {
        EvaluatedGate plain = new EvaluatedGate(answer, policy.requires(answer.gate()), null);
        return overrides.stream()
                .filter(override -> plain.isAgainst() && override.gate().equals(answer.gate()))
                .filter(override -> policy.overrideClasses().contains(override.changeClass()))
                .filter(override -> override.isValidAt(now))
                .findFirst()
                .map(override -> new EvaluatedGate(answer, plain.required(), override))
                .orElse(plain);
    }

    /// Whether the change may start or go on: all that is required passes or is overridden.
    public boolean isOpen() {
        return closed().isEmpty();
    }

    /// What stands against the change.
    public List<EvaluatedGate> closed() {
        return entries.stream().filter(EvaluatedGate::isClosed).toList();
    }

    /// Why the change may not go on, one sentence; empty when it may.
    public String closedWords() {
        return words(EvaluatedGate::isClosed);
    }

    /// What the change goes on in spite of, one sentence; empty when of nothing.
    public String overriddenWords() {
        return words(entry -> entry.override() != null);
    }

    private String words(Predicate<EvaluatedGate> which) {
        return entries.stream().filter(which).map(EvaluatedGate::words).collect(Collectors.joining("; "));
    }
}
