// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

import dev.evenkeel.engine.rollout.guardrail.GuardrailEvaluator;
import dev.evenkeel.engine.rollout.plan.CounterSource;
import dev.evenkeel.engine.rollout.plan.GuardrailAction;
import dev.evenkeel.engine.rollout.plan.Guardrails;
import java.util.Optional;
import java.util.stream.Stream;

/// Statuses, at one moment, of the counter sources that the plan's guardrails query.
record CounterSourceStatuses(Guardrails guardrails, GuardDecisionInputs progress) {
    /// Returns a failing source of a guardrail whose action is more than observe, if any.
    Optional<CounterSourceStatus> findFailing() {
        return listActing().filter(CounterSourceStatus::isFailing).findFirst();
    }

    /// Returns a source without data of this step, if any; its guardrails have not been evaluated at this
    /// step.
    Optional<CounterSourceStatus> findUnreported() {
        return listActing()
                .filter(source ->
                        source.knownUntil() == null || !source.knownUntil().isAfter(progress.stepStartedAt()))
                .findFirst();
    }

    /// Returns the source of a guardrail; empty when the guardrail has none.
    Optional<CounterSourceStatus> findFor(GuardrailEvaluator evaluator) {
        return guardrails.metrics().stream()
                .filter(guardrail -> guardrail.name().equals(evaluator.name()))
                .flatMap(guardrail -> guardrails.findSource(guardrail.metric()).stream())
                .map(source -> stateOf(source.metric()))
                .findFirst();
    }

    /// Formats the reason why a source fails.
    static String describeFailure(CounterSourceStatus source) {
        String problem = String.valueOf(source.problem());
        String clause = problem.endsWith(".") ? problem.substring(0, problem.length() - 1) : problem;
        return "the counter source of " + source.metric() + " fails: " + clause;
    }

    private Stream<CounterSourceStatus> listActing() {
        return guardrails.sources().stream()
                .map(CounterSource::metric)
                .filter(metric -> guardrails.metrics().stream()
                        .anyMatch(guardrail ->
                                guardrail.metric().equals(metric) && guardrail.action() != GuardrailAction.OBSERVE))
                .map(this::stateOf);
    }

    private CounterSourceStatus stateOf(String metric) {
        return progress.sources().stream()
                .filter(source -> source.metric().equals(metric))
                .findFirst()
                .orElseGet(() -> CounterSourceStatus.unknown(metric));
    }
}
