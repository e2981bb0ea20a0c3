// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.preview;

import dev.evenkeel.engine.rollout.guardrail.ShadowMismatchTest;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.engine.rollout.plan.RolloutStep;
import dev.evenkeel.engine.rollout.plan.ShadowGuardrail;
import java.util.Optional;

/// The proof that answers agree, which leaving a step takes that shadows, when no answer differs by itself.
///
/// @param tolerated part of the answers that may differ beyond control's own
/// @param comparisons about how many comparisons with the candidate it takes; -1 when no number is enough
/// @param perSecond how many there are a second
public record ShadowPreview(double tolerated, long comparisons, double perSecond) {
    static Optional<ShadowPreview> find(RolloutPlan plan, RolloutStep step, TrafficAssumptions traffic) {
        ShadowGuardrail shadow = plan.guardrails().shadow();
        if (shadow == null || !step.isShadowed()) {
            return Optional.empty();
        }
        double ofControl = traffic.callsPerSecond() * (1 - step.exposure().fraction());
        return Optional.of(new ShadowPreview(
                shadow.tolerated().fraction(),
                ShadowMismatchTest.comparisonsNeeded(shadow, plan.advanceAlpha()),
                ofControl * step.shadow().fraction() * (1 - shadow.noise().fraction())));
    }

    /// How long it takes; infinite when it is never there.
    public double seconds() {
        return comparisons < 0 ? Double.POSITIVE_INFINITY : comparisons / perSecond;
    }
}
