// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.flag;

import dev.evenkeel.core.flag.MigrationStage;
import java.util.List;
import java.util.Optional;

/// A transition from one stage of a migration to another.
///
/// @param stages stages of the flag in order, including both
public record MigrationStageTransition(List<MigrationStage> stages, MigrationStage from, MigrationStage to) {
    public MigrationStageTransition {
        stages = List.copyOf(stages);
    }

    /// A violation of a migration rule.
    ///
    /// @param message what is wrong
    /// @param remedy what to do
    public record Objection(String message, String remedy) {}

    /// Returns the violation of the rules of every migration, if any: advance one stage at a time, and never
    /// leave the last one.
    public Optional<Objection> findObjection() {
        int distance = stages.indexOf(to) - stages.indexOf(from);
        if (Math.abs(distance) > 1) {
            MigrationStage next = stages.get(stages.indexOf(from) + Integer.signum(distance));
            return Optional.of(new Objection(
                    "the change from \"" + from.variant() + "\" to \"" + to.variant() + "\" skips a migration stage",
                    "change one stage at a time: roll out \"" + next.variant() + "\" first"));
        }
        return from == MigrationStage.COMPLETE && distance != 0
                ? Optional.of(new Objection(
                        "stage \"complete\" is final: the old store lacks all later writes",
                        "fix the new store, or migrate the data back with a new migration"))
                : Optional.empty();
    }
}
