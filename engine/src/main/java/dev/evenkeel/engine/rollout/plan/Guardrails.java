// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.plan;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The questions a rollout puts to the evidence. Their weights add up to one.
///
/// @param errors the question about failures, in every rollout
/// @param latency questions about single quantiles; may be empty
/// @param rank the question whether the candidate is slower as a whole; null when it is not asked
/// @param metrics questions about metrics of the service's own; may be empty
/// @param sources where metrics are counted that the service's code does not report; may be empty
/// @param shadow the question whether answers differ; null when it is not asked
/// @param settled how many calls must have turned out before a step is left; null when that is not
///     asked
/// @param reconciliation whether the stores of a migration have to be known to agree; null when the
///     plan does not say
public record Guardrails(
        ErrorGuardrail errors,
        List<LatencyGuardrail> latency,
        @Nullable LatencyRankGuardrail rank,
        List<MetricGuardrail> metrics,
        List<CounterSource> sources,
        @Nullable ShadowGuardrail shadow,
        @Nullable SettlementGuardrail settled,
        @Nullable ReconciliationGuardrail reconciliation) {
    /// Without questions about metrics of the service's own.
    public Guardrails(ErrorGuardrail errors, List<LatencyGuardrail> latency, @Nullable LatencyRankGuardrail rank) {
        this(errors, latency, rank, List.of(), List.of(), null, null, null);
    }

    /// The same about the stores of a migration.
    Guardrails with(ReconciliationGuardrail asked) {
        return new Guardrails(errors, latency, rank, metrics, sources, shadow, settled, asked);
    }

    /// The source of a metric, if it has one.
    public Optional<CounterSource> source(String metric) {
        return sources.stream().filter(source -> source.metric().equals(metric)).findFirst();
    }
}
