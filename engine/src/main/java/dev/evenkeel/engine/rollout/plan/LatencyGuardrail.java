// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.plan;

import dev.evenkeel.core.flag.split.Percent;
import java.math.BigDecimal;

/// The candidate must not be slower than control at one quantile. Calls of less than 0.1 ms are
/// never slow.
///
/// @param quantile above 0 and below 1: 0.95 asks that not more candidate calls than 5 % are slow
/// @param weight share of the rollback evidence, above 0 and at most 1
/// @param rollbackRatio how many times control's latency is tolerated before rolling back, 1 to 100
/// @param advanceRatio below how many times control's latency the candidate must be shown to be, above 1 to 100
/// @param advanceFrom from which exposure on this proof is asked for
/// @param action what a breach leads to
public record LatencyGuardrail(
        double quantile,
        double weight,
        double rollbackRatio,
        double advanceRatio,
        Percent advanceFrom,
        GuardrailAction action) {
    /// One that rolls back.
    public LatencyGuardrail(
            double quantile, double weight, double rollbackRatio, double advanceRatio, Percent advanceFrom) {
        this(quantile, weight, rollbackRatio, advanceRatio, advanceFrom, GuardrailAction.ROLL_BACK);
    }

    /// Name of the check: `p50`, `p99.9`.
    public String name() {
        return "p"
                + BigDecimal.valueOf(quantile)
                        .movePointRight(2)
                        .stripTrailingZeros()
                        .toPlainString();
    }
}
