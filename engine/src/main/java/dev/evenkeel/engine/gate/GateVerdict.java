// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.gate;

/// The verdict of a gate on a change.
public enum GateVerdict {
    /// The change may start or continue.
    PASS,
    /// The change must not start or continue.
    DENY,
    /// Insufficient information; never counts as a pass.
    UNKNOWN
}
