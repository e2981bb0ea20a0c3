// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

/// The severity of an incident, worst first.
public enum IncidentSeverity {
    /// Many users, a large loss, or incorrect monetary data.
    SEV1,
    /// Some users, noticeably.
    SEV2,
    /// Few users.
    SEV3,
    /// Almost no users.
    SEV4;

    /// Lowest serious severity: some users are noticeably affected.
    public static final IncidentSeverity SERIOUS = SEV2;

    public boolean isAtLeast(IncidentSeverity other) {
        return compareTo(other) <= 0;
    }
}
