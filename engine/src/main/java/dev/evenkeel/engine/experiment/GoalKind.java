// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.experiment;

/// The definition of a unit's outcome.
public enum GoalKind {
    /// 1 when the event occurred within the unit's window, else 0. Effects are differences of shares.
    CONVERSION,
    /// The sum of the values within the unit's window, clamped to the range from 0 to the cap; 0 without
    /// values.
    VALUE,
    /// The mean duration in milliseconds within the unit's window, clamped to the range from 0 to the cap. A
    /// unit without durations has no outcome and is left out.
    DURATION
}
