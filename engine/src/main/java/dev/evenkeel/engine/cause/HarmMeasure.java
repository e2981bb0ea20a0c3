// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.cause;

/// What causes are ordered by.
public enum HarmMeasure {
    /// Money lost, in one currency.
    MONEY,
    /// Minutes in which users were hurt.
    MINUTES,
    /// Incidents.
    COUNT
}
