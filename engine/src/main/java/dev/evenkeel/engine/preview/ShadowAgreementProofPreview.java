// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.preview;

import dev.evenkeel.engine.rollout.guardrail.ShadowMismatchTest;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.engine.rollout.plan.RolloutStep;
import dev.evenkeel.engine.rollout.plan.ShadowGuardrail;
import java.util.Optional;

/// A preview of the proof that shadow results agree, required to leave a step with shadow traffic, when no
/// result differs.
///
/// @param tolerated tolerated share of differing results beyond control's own
/// @param comparisons estimated candidate comparisons needed; -1 when no number suffices
/// @param perSecond comparisons per second
public record ShadowAgreementProofPreview(double tolerated, long comparisons, double perSecond) {
    static Optional<ShadowAgreementProofPreview> find(RolloutPlan plan, RolloutStep step, TrafficAssumptions traffic) {
        ShadowGuardrail shadow = plan.guardrails().shadow();
        if (shadow == null || !step.isShadowed()) {
            return Optional.empty();
        }
        double ofControl = traffic.callsPerSecond() * (1 - step.exposure().fraction());
        return Optional.of(new ShadowAgreementProofPreview(
                shadow.tolerated().fraction(),
                ShadowMismatchTest.comparisonsNeeded(shadow, plan.advanceAlpha()),
                ofControl * step.shadow().fraction() * (1 - shadow.noise().fraction())));
    }

    /// Returns how long it takes; infinite when no number suffices.
    public double secondsToProof() {
        return comparisons < 0 ? Double.POSITIVE_INFINITY : comparisons / perSecond;
    }
}
