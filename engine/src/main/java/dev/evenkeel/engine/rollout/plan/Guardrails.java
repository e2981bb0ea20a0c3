// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The guardrails of a plan. Their weights sum to one.
///
/// @param errors guardrail on failures, in every rollout
/// @param latency guardrails on single latency quantiles; may be empty
/// @param rank guardrail on the whole latency distribution; null for none
/// @param metrics guardrails on custom metrics; may be empty
/// @param sources counter sources of metrics that the service's code does not report; may be empty
/// @param shadow guardrail on shadow comparisons; null for none
/// @param settlement settled share required before a step ends; null for none
/// @param reconciliation required agreement of a migration's stores; null when the plan does not specify it
public record Guardrails(
        ErrorGuardrail errors,
        List<LatencyGuardrail> latency,
        @Nullable LatencyRankGuardrail rank,
        List<CustomMetricGuardrail> metrics,
        List<CounterSource> sources,
        @Nullable ShadowGuardrail shadow,
        @JsonProperty("settled") @Nullable SettledShareGuardrail settlement,
        @Nullable ReconciliationGuardrail reconciliation) {
    /// Creates guardrails without custom metrics.
    public Guardrails(ErrorGuardrail errors, List<LatencyGuardrail> latency, @Nullable LatencyRankGuardrail rank) {
        this(errors, latency, rank, List.of(), List.of(), null, null, null);
    }

    /// Returns a copy without the guardrail on the latency distribution.
    public Guardrails withoutRank() {
        return new Guardrails(errors, latency, null, metrics, sources, shadow, settlement, reconciliation);
    }

    Guardrails withReconciliation(ReconciliationGuardrail guardrail) {
        return new Guardrails(errors, latency, rank, metrics, sources, shadow, settlement, guardrail);
    }

    /// Returns the counter source of a metric, if it has one.
    public Optional<CounterSource> findSource(String metric) {
        return sources.stream().filter(source -> source.metric().equals(metric)).findFirst();
    }
}
