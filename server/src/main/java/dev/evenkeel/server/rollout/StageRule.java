// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollout;

import dev.evenkeel.files.plan.Faults;
import dev.evenkeel.flag.MigrationStage;
import java.util.List;

/// What a rollout of a migration's flag has to keep to: it begins at the stage that everybody is at and goes one stage,
/// forward, or back while the old store still gets writes.
final class StageRule {
    private StageRule() {}

    /// Whether a rollout goes from one stage of a migration to another.
    static boolean isStep(Rollout rollout) {
        return MigrationStage.of(rollout.control()).isPresent()
                && MigrationStage.of(rollout.candidate()).isPresent();
    }

    /// Notes what an order breaks of it; nothing for flags that lead no migration.
    static void check(StartOrder.KnownFlag flag, String control, String candidate, Faults faults) {
        List<MigrationStage> stages = MigrationStage.allOf(flag.variants());
        int from = indexOf(stages, control);
        int to = indexOf(stages, candidate);
        if (from < 0 || to < 0 || from == to) {
            return;
        }
        if (!control.equals(flag.defaultVariant())) {
            faults.add(
                    "/control",
                    "everybody is at stage \"" + flag.defaultVariant() + "\", the flag's default variant",
                    "roll out from there, or make \"" + control + "\" the default variant first");
        }
        if (Math.abs(from - to) > 1) {
            MigrationStage next = stages.get(from + Integer.signum(to - from));
            faults.add(
                    "/candidate",
                    "between \"" + control + "\" and \"" + candidate + "\" lie other stages of the migration",
                    "go one stage at a time: roll out \"" + next.variant() + "\" first");
        } else if (stages.get(from) == MigrationStage.COMPLETE) {
            faults.add(
                    "/candidate",
                    "from \"complete\" no stage leads back: the old store lacks what was written since",
                    "mend the new store's side, or move the data back by a migration of its own");
        }
    }

    private static int indexOf(List<MigrationStage> stages, String variant) {
        return MigrationStage.of(variant).map(stages::indexOf).orElse(-1);
    }
}
