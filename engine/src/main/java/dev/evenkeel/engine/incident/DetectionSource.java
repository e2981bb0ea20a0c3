// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

/// What noticed an incident first.
public enum DetectionSource {
    GUARD,
    ALERT,
    SLO_BURN,
    INVARIANT,
    PERSON,
    CUSTOMER
}
