// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.change;

import dev.evenkeel.server.console.kit.StatusBadge;
import dev.evenkeel.server.operations.change.ChangeResponse;
import dev.evenkeel.server.operations.change.ChangeSearchCriteria;
import dev.evenkeel.server.rollouts.rollout.RolloutStatus;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Where a change stands, whoever carries it out.
enum ChangeState {
    /// Its risk was assessed, and it has not begun.
    ASSESSED("Assessed"),
    RUNNING("Running"),
    COMPLETED("Completed"),
    ROLLED_BACK("Rolled back"),
    /// A person ended it, or a pipeline gave it up.
    STOPPED("Stopped");

    private final String word;

    ChangeState(String word) {
        this.word = word;
    }

    /// As people read it.
    String word() {
        return word;
    }

    /// As it stands in an address: `rolled-back`.
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Those of rollouts that are in it.
    Set<RolloutStatus> statuses() {
        return switch (this) {
            case ASSESSED -> Set.of();
            case RUNNING -> Set.of(RolloutStatus.SEEDING, RolloutStatus.RUNNING);
            case COMPLETED -> Set.of(RolloutStatus.COMPLETED);
            case ROLLED_BACK -> Set.of(RolloutStatus.ROLLED_BACK);
            case STOPPED -> Set.of(RolloutStatus.ABORTED);
        };
    }

    /// The same of a reported change; empty when none can be in it.
    Optional<ChangeSearchCriteria.ChangeSearchState> reported() {
        return switch (this) {
            case ASSESSED -> Optional.empty();
            case RUNNING -> Optional.of(ChangeSearchCriteria.ChangeSearchState.RUNNING);
            case COMPLETED -> Optional.of(ChangeSearchCriteria.ChangeSearchState.DONE);
            case ROLLED_BACK -> Optional.of(ChangeSearchCriteria.ChangeSearchState.ROLLED_BACK);
            case STOPPED -> Optional.of(ChangeSearchCriteria.ChangeSearchState.GIVEN_UP);
        };
    }

    static Optional<ChangeState> ofKey(String key) {
        return Arrays.stream(values()).filter(state -> state.key().equals(key)).findFirst();
    }

    /// How a reported change stands.
    static StatusBadge mark(ChangeResponse change) {
        if (change.rolledBackAt() != null) {
            return new StatusBadge(StatusBadge.Tone.BAD, "back", "Rolled back");
        }
        return switch (change.status()) {
            case RUNNING -> new StatusBadge(StatusBadge.Tone.ACTIVE, "play", "Running");
            case DONE -> new StatusBadge(StatusBadge.Tone.GOOD, "check", "Completed");
            case GIVEN_UP, STOPPED -> new StatusBadge(StatusBadge.Tone.CAUTION, "stop", "Stopped");
        };
    }
}
