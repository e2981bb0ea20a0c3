// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

/// The source that first detected an incident.
public enum DetectionSource {
    GUARD,
    ALERT,
    SLO_BURN,
    INVARIANT,
    PERSON,
    CUSTOMER
}
