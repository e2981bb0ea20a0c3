// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

import java.util.Optional;

/// Where an incident stands. It goes from one to the next; only an alert that fires, or a person who declares
/// that it hurts again, opens a mitigated one again.
public enum IncidentState {
    /// Users may be hurt now.
    OPEN,
    /// Users are no longer hurt; what was done may be a makeshift.
    MITIGATED,
    /// Nothing is left to do but to learn.
    RESOLVED,
    /// It was learned from.
    REVIEWED;

    /// The one after this; empty after the last.
    public Optional<IncidentState> next() {
        return switch (this) {
            case OPEN -> Optional.of(MITIGATED);
            case MITIGATED -> Optional.of(RESOLVED);
            case RESOLVED -> Optional.of(REVIEWED);
            case REVIEWED -> Optional.empty();
        };
    }

    /// Whether it still concerns whoever changes the service.
    public boolean isOpen() {
        return this == OPEN || this == MITIGATED;
    }
}
