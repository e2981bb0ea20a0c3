// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

/// What the guard does now. Every case carries its reason, one sentence for people.
public sealed interface RolloutAction {
    /// The sentence shown beside the decision.
    String reason();

    /// 0-based index of the step after it.
    ///
    /// @param now that of the step before it
    default int stepAfter(int now) {
        return now;
    }

    /// Stay at this exposure.
    record Hold(HoldKind kind, String reason) implements RolloutAction {}

    /// Go to the next step.
    ///
    /// @param toStep 0-based index of that step
    record Advance(int toStep, String reason) implements RolloutAction {
        @Override
        public int stepAfter(int now) {
            return toStep;
        }
    }

    /// Back to the step before, as a precaution in a shared incident; no verdict against the candidate.
    ///
    /// @param toStep 0-based index of that step
    record StepBack(int toStep, String reason) implements RolloutAction {
        @Override
        public int stepAfter(int now) {
            return toStep;
        }
    }

    /// Everybody back to control; terminal.
    record RollBack(String reason) implements RolloutAction {}

    /// The candidate serves everybody, but for a hold-back the plan may keep, and stayed healthy; terminal.
    record Complete(String reason) implements RolloutAction {}
}
