// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.change;

import dev.evenkeel.api.ChangeApi.ChangeResponse;
import dev.evenkeel.engine.rollout.RolloutStatus;
import dev.evenkeel.server.console.kit.StatusBadge;
import dev.evenkeel.server.operations.change.ChangeSearchCriteria;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// State of a change, for flag changes and external changes.
enum ChangeState {
    /// Its risk was assessed, and it has not begun.
    ASSESSED("Assessed"),
    RUNNING("Running"),
    COMPLETED("Completed"),
    ROLLED_BACK("Rolled back"),
    /// A user aborted it, or a pipeline cancelled it.
    STOPPED("Stopped");

    private final String word;

    ChangeState(String word) {
        this.word = word;
    }

    /// Returns the display text.
    String label() {
        return word;
    }

    /// Returns the value of the query parameter: `rolled-back`.
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Returns the rollout statuses that map to this state.
    Set<RolloutStatus> rolloutStatuses() {
        return switch (this) {
            case ASSESSED -> Set.of();
            case RUNNING -> Set.of(RolloutStatus.COLLECTING_BASELINE, RolloutStatus.RUNNING);
            case COMPLETED -> Set.of(RolloutStatus.COMPLETED);
            case ROLLED_BACK -> Set.of(RolloutStatus.ROLLED_BACK);
            case STOPPED -> Set.of(RolloutStatus.ABORTED);
        };
    }

    /// Returns the equivalent state of external changes; empty if they do not have it.
    Optional<ChangeSearchCriteria.ChangeSearchState> externalState() {
        return switch (this) {
            case ASSESSED -> Optional.empty();
            case RUNNING -> Optional.of(ChangeSearchCriteria.ChangeSearchState.RUNNING);
            case COMPLETED -> Optional.of(ChangeSearchCriteria.ChangeSearchState.COMPLETED);
            case ROLLED_BACK -> Optional.of(ChangeSearchCriteria.ChangeSearchState.ROLLED_BACK);
            case STOPPED -> Optional.of(ChangeSearchCriteria.ChangeSearchState.ABORTED);
        };
    }

    static Optional<ChangeState> findByKey(String key) {
        return Arrays.stream(values()).filter(state -> state.key().equals(key)).findFirst();
    }

    /// Returns the status badge of an external change.
    static StatusBadge toBadge(ChangeResponse change) {
        if (change.rolledBackAt() != null) {
            return new StatusBadge(StatusBadge.Tone.BAD, "back", "Rolled back");
        }
        return switch (change.status()) {
            case RUNNING -> new StatusBadge(StatusBadge.Tone.ACTIVE, "play", "Running");
            case COMPLETED -> new StatusBadge(StatusBadge.Tone.GOOD, "check", "Completed");
            case ABORTED, STOPPED -> new StatusBadge(StatusBadge.Tone.CAUTION, "stop", "Stopped");
        };
    }
}
