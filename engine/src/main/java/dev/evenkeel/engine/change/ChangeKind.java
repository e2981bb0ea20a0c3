// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.change;

/// What a change touches.
public enum ChangeKind {
    /// The program.
    CODE,
    /// How it is set up, flags among it.
    CONFIG,
    /// The shape of stored data.
    SCHEMA,
    /// What it runs on.
    INFRASTRUCTURE
}
