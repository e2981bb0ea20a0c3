// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.plan;

import dev.evenkeel.core.flag.split.Percent;

/// The candidate's answers must not differ from control's, where both answer the same call.
///
/// Answers differ by themselves too (times, ids, writes in between), so control is asked twice as well: what
/// counts is how much more often the candidate differs. To leave a step that shadows, it must be shown that the
/// candidate's answers differ in less than control's own rate plus what is tolerated. Stands outside the sum of
/// rollback evidence, with the plan's alpha of its own.
///
/// @param tolerated tolerated differing answers beyond control's own, as a share of all; above 0 %, below 50 %
/// @param noise share of the second answers that control gives; 0 % takes control to differ from itself never
/// @param action what a breach leads to
public record ShadowGuardrail(Percent tolerated, Percent noise, GuardrailAction action) {
    /// Name of the check.
    public String name() {
        return "shadow";
    }
}
