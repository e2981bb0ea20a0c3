// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.experiment;

/// What a unit's outcome is.
public enum GoalKind {
    /// 1 when the event happened within the unit's window, else 0. Effects are differences of shares.
    CONVERSION,
    /// The sum of the values within the unit's window, cut to the range from 0 to the cap; 0 without any.
    VALUE,
    /// The mean duration in milliseconds within the unit's window, cut to the range from 0 to the cap.
    /// A unit without any has no outcome and is left out.
    DURATION
}
