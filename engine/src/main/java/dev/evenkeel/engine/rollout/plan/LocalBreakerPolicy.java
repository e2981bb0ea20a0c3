// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.evenkeel.core.flag.split.Percent;

/// A policy for the circuit breaker in the SDK, which disables the candidate in one process based on that
/// process's own outcomes. The guard holds while the breaker of one process is open, and rolls back when a
/// second one opens.
///
/// Costs a tenth of the plan's alpha, divided among the processes. The ceiling is not covered by alpha.
///
/// @param instances number of processes among which the tenth is divided, 1 to 1,000,000
/// @param ceiling maximum share of failed candidate calls, whatever control's rate, above 0%, below 90%
public record LocalBreakerPolicy(
        @JsonProperty(defaultValue = "100") long instances,
        @JsonProperty(defaultValue = "20") Percent ceiling) {
    static final double SHARE_OF_ALPHA = 0.1;

    /// Default of every template: 100 processes, 20%.
    public static final LocalBreakerPolicy DEFAULT = new LocalBreakerPolicy(100, new Percent(2_000));
}
