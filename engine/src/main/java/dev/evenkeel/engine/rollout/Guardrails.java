// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The questions a rollout puts to the evidence. Their weights add up to one.
///
/// @param errors the question about failures, in every rollout
/// @param latency questions about single quantiles; may be empty
/// @param rank the question whether the candidate is slower as a whole; null when it is not asked
/// @param metrics questions about metrics of the service's own; may be empty
public record Guardrails(
        ErrorGuardrail errors,
        List<LatencyGuardrail> latency,
        @Nullable RankGuardrail rank,
        List<MetricGuardrail> metrics) {
    /// Without questions about metrics of the service's own.
    public Guardrails(ErrorGuardrail errors, List<LatencyGuardrail> latency, @Nullable RankGuardrail rank) {
        this(errors, latency, rank, List.of());
    }
}
