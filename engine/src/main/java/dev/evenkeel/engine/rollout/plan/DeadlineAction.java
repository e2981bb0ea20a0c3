// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.plan;

/// The action when a time limit of a plan has passed.
public enum DeadlineAction {
    /// Hold the exposure and report it.
    HOLD,
    /// Move all units to control.
    ROLL_BACK
}
