// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

import dev.evenkeel.engine.rollout.guardrail.GuardrailEvaluator;
import dev.evenkeel.engine.rollout.plan.CounterSource;
import dev.evenkeel.engine.rollout.plan.GuardrailAction;
import dev.evenkeel.engine.rollout.plan.Guardrails;
import java.util.Optional;
import java.util.stream.Stream;

/// What is known, at one moment, of the sources of counters that a plan's guardrails ask.
record CounterSourceStatuses(Guardrails guardrails, RolloutProgress progress) {
    /// One that does not answer, of those whose guardrails do more than observe.
    Optional<CounterSourceStatus> failed() {
        return acting().filter(CounterSourceStatus::isFailing).findFirst();
    }

    /// One that has told nothing of this step yet, so that its guardrails have not looked.
    Optional<CounterSourceStatus> unheard() {
        return acting().filter(source ->
                        source.knownUntil() == null || !source.knownUntil().isAfter(progress.stepStartedAt()))
                .findFirst();
    }

    /// The source of a guardrail; empty when it has none.
    Optional<CounterSourceStatus> of(GuardrailEvaluator watch) {
        return guardrails.metrics().stream()
                .filter(guardrail -> guardrail.name().equals(watch.name()))
                .flatMap(guardrail -> guardrails.source(guardrail.metric()).stream())
                .map(source -> state(source.metric()))
                .findFirst();
    }

    /// Why one fails.
    static String words(CounterSourceStatus source) {
        String problem = String.valueOf(source.problem());
        String clause = problem.endsWith(".") ? problem.substring(0, problem.length() - 1) : problem;
        return "the source of " + source.metric() + " fails: " + clause;
    }

    private Stream<CounterSourceStatus> acting() {
        return guardrails.sources().stream()
                .map(CounterSource::metric)
                .filter(metric -> guardrails.metrics().stream()
                        .anyMatch(guardrail ->
                                guardrail.metric().equals(metric) && guardrail.action() != GuardrailAction.OBSERVE))
                .map(this::state);
    }

    private CounterSourceStatus state(String metric) {
        return progress.sources().stream()
                .filter(source -> source.metric().equals(metric))
                .findFirst()
                .orElseGet(() -> CounterSourceStatus.unknown(metric));
    }
}
