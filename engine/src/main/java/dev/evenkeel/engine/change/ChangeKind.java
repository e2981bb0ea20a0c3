// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.change;

/// The part of a system that a change affects.
public enum ChangeKind {
    /// Application code.
    CODE,
    /// Configuration, including flags.
    CONFIG,
    /// Database schema.
    SCHEMA,
    /// Infrastructure.
    INFRASTRUCTURE
}
