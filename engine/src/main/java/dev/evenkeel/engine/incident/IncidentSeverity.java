// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

/// How bad an incident is. The first is the worst.
public enum IncidentSeverity {
    /// Many users, much money, or money that is wrong.
    SEV1,
    /// Some users, noticeably.
    SEV2,
    /// Few users.
    SEV3,
    /// Hardly anybody.
    SEV4;

    /// The mildest that is serious: some users are hurt, noticeably.
    public static final IncidentSeverity SERIOUS = SEV2;

    /// Whether this is as bad as the other, or worse.
    public boolean isAtLeast(IncidentSeverity other) {
        return compareTo(other) <= 0;
    }
}
