// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.evenkeel.core.flag.split.Percent;

/// A guardrail on shadow traffic: the candidate's results must not differ from control's for the same call.
///
/// Results also differ without a fault (times, ids, concurrent writes), so control is shadowed as well, and
/// the test measures how much more often the candidate differs. Leaving a step with shadow traffic requires
/// the proof that the candidate differs in less than control's own rate plus the tolerance. Excluded from the
/// combined rollback evidence; tested separately at the plan's alpha.
///
/// @param tolerated tolerated differing results beyond control's own, as a share of all; above 0%, below
///     50%
/// @param noise share of shadow calls that run on control; 0% assumes that control never differs from itself
/// @param action action on a breach
public record ShadowGuardrail(
        Percent tolerated,
        @JsonProperty(defaultValue = "0") Percent noise,
        @JsonProperty(defaultValue = "ROLL_BACK") GuardrailAction action) {
    /// Returns the name of the check.
    public String name() {
        return "shadow";
    }
}
