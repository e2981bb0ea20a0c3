// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.change;

import dev.evenkeel.server.console.kit.Mark;
import dev.evenkeel.server.operations.change.ChangeSearch;
import dev.evenkeel.server.operations.change.ChangeView;
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
    Optional<ChangeSearch.State> reported() {
        return switch (this) {
            case ASSESSED -> Optional.empty();
            case RUNNING -> Optional.of(ChangeSearch.State.RUNNING);
            case COMPLETED -> Optional.of(ChangeSearch.State.DONE);
            case ROLLED_BACK -> Optional.of(ChangeSearch.State.ROLLED_BACK);
            case STOPPED -> Optional.of(ChangeSearch.State.GIVEN_UP);
        };
    }

    static Optional<ChangeState> ofKey(String key) {
        return Arrays.stream(values()).filter(state -> state.key().equals(key)).findFirst();
    }

    /// How a reported change stands.
    static Mark mark(ChangeView change) {
        if (change.rolledBackAt() != null) {
            return new Mark(Mark.Tone.BAD, "back", "Rolled back");
        }
        return switch (change.status()) {
            case RUNNING -> new Mark(Mark.Tone.ACTIVE, "play", "Running");
            case DONE -> new Mark(Mark.Tone.GOOD, "check", "Completed");
            case GIVEN_UP, STOPPED -> new Mark(Mark.Tone.CAUTION, "stop", "Stopped");
        };
    }
}
