// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

/// An action of the guard, with its reason: one sentence for people.
public sealed interface RolloutAction {
    /// Returns the reason, shown beside the decision.
    String reason();

    /// Returns the 0-based index of the step after this action.
    ///
    /// @param now index of the step before it
    default int stepAfter(int now) {
        return now;
    }

    /// Keep the current exposure.
    record Hold(HoldKind kind, String reason) implements RolloutAction {}

    /// Advance to the next step.
    ///
    /// @param toStep 0-based index of that step
    record Advance(int toStep, String reason) implements RolloutAction {
        @Override
        public int stepAfter(int now) {
            return toStep;
        }
    }

    /// Return to the previous step as a precaution during a shared incident; the candidate is not blamed.
    ///
    /// @param toStep 0-based index of that step
    record StepBack(int toStep, String reason) implements RolloutAction {
        @Override
        public int stepAfter(int now) {
            return toStep;
        }
    }

    /// Move all units to control; terminal.
    record RollBack(String reason) implements RolloutAction {}

    /// End the rollout with a healthy candidate that serves all units, except a hold-back if the plan keeps
    /// one; terminal.
    record Complete(String reason) implements RolloutAction {}
}
