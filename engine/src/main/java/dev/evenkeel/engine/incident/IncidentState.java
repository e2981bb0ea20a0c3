// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

import java.util.Optional;

/// The lifecycle state of an incident. States advance in order; only a firing alert, or a person's
/// declaration, reopens a mitigated incident.
public enum IncidentState {
    /// Users may be affected now.
    OPEN,
    /// Users are no longer affected; the mitigation may be provisional.
    MITIGATED,
    /// All work is done except the review.
    RESOLVED,
    /// The review is done.
    REVIEWED;

    /// Returns the following state; empty after the last.
    public Optional<IncidentState> next() {
        return switch (this) {
            case OPEN -> Optional.of(MITIGATED);
            case MITIGATED -> Optional.of(RESOLVED);
            case RESOLVED -> Optional.of(REVIEWED);
            case REVIEWED -> Optional.empty();
        };
    }

    /// Whether it is still relevant for changes of the service.
    public boolean isOpen() {
        return this == OPEN || this == MITIGATED;
    }
}
