// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.cause;

/// The measure by which causes are ranked.
public enum HarmMeasure {
    /// Money lost, in one currency.
    MONEY,
    /// Minutes of harm to users.
    MINUTES,
    /// Number of incidents.
    COUNT
}
