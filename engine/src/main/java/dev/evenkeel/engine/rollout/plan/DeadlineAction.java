// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.plan;

/// What to do when a plan's time is over.
public enum DeadlineAction {
    /// Stay, and say so.
    HOLD,
    /// Everybody back to control.
    ROLL_BACK
}
