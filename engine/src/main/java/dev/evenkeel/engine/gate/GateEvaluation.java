// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.gate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The combined result of all gates for one change at one moment. Decreases of a candidate's exposure do not
/// pass gates.
///
/// @param entries every result in the order of evaluation, then each required gate without a result
public record GateEvaluation(List<EvaluatedGate> entries) {

    /// One gate result with its meaning under the policy.
    ///
    /// @param required whether the change must pass the gate
    /// @param override override that applies; null when there is none, or none is needed
    public record EvaluatedGate(
            GateResult result, boolean required, @Nullable GateOverride override) {
        /// Whether the gate blocks the change.
        public boolean isClosed() {
            return isBlocking() && override == null;
        }

        private boolean isBlocking() {
            return required && result.verdict() != GateVerdict.PASS;
        }

        private String describe() {
            return override == null ? result.describe() : result.describe() + " (" + override.describe() + ")";
        }
    }

    public GateEvaluation {
        entries = List.copyOf(entries);
    }

    /// Combines gate results.
    ///
    /// @param overrides all overrides of the change; those that the policy allows and that are valid now
    ///     apply
    public static GateEvaluation evaluate(
            GatePolicy policy, List<GateResult> answers, List<GateOverride> overrides, Instant now) {
        List<GateResult> all = new ArrayList<>(answers);
        policy.requiredNames().stream()
                .filter(name ->
                        answers.stream().noneMatch(result -> result.gate().equals(name)))
                .map(name -> GateResult.unknown(name, "required by the gate policy, but no such gate exists"))
                .forEach(all::add);
        return new GateEvaluation(all.stream()
                .map(result -> evaluateGate(policy, result, overrides, now))
                .toList());
    }

    private static EvaluatedGate evaluateGate(
            GatePolicy policy, GateResult result, List<GateOverride> overrides, Instant now) {
        EvaluatedGate plain = new EvaluatedGate(result, policy.requires(result.gate()), null);
        return overrides.stream()
                .filter(override -> plain.isBlocking() && override.gate().equals(result.gate()))
                .filter(override -> policy.overrideClasses().contains(override.changeClass()))
                .filter(override -> override.isValidAt(now))
                .findFirst()
                .map(override -> new EvaluatedGate(result, plain.required(), override))
                .orElse(plain);
    }

    /// Whether the change may start or continue: every required gate passes or is overridden.
    public boolean isOpen() {
        return closedGates().isEmpty();
    }

    /// Returns the gates that block the change.
    public List<EvaluatedGate> closedGates() {
        return entries.stream().filter(EvaluatedGate::isClosed).toList();
    }

    /// Formats why the change is blocked, as one sentence; empty when it is not.
    public String closedReason() {
        return joinReasons(EvaluatedGate::isClosed);
    }

    /// Formats which closed gates are overridden, as one sentence; empty when there are none.
    public String overriddenReason() {
        return joinReasons(entry -> entry.override() != null);
    }

    private String joinReasons(Predicate<EvaluatedGate> which) {
        return entries.stream().filter(which).map(EvaluatedGate::describe).collect(Collectors.joining("; "));
    }
}
