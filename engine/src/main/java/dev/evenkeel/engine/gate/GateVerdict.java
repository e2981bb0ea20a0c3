// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.gate;

/// What a gate says of a change.
public enum GateVerdict {
    /// Nothing stands against it.
    PASS,
    /// It must not start or go on.
    DENY,
    /// The gate cannot tell. That never counts as a pass.
    UNKNOWN
}
