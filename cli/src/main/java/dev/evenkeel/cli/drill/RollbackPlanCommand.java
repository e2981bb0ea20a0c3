// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.drill;

import dev.evenkeel.cli.command.CommandGroup;
import dev.evenkeel.cli.command.Resource;
import dev.evenkeel.engine.drill.RollbackPlan;
import picocli.CommandLine.Command;

/// The `evenkeel rollback-plan` commands: show, update and delete the rollback plan of a flag.
@Command(description = "Show, update and delete the rollback plan of a flag.")
public final class RollbackPlanCommand extends CommandGroup {
    private static final Resource PLAN_OF_FLAG =
            Resource.inEnvironment("/flags/{}/rollback-plan").argument("FLAG", "Key of the flag.");

    public RollbackPlanCommand() {
        super(
                PLAN_OF_FLAG
                        .show(RollbackPlan.class, DrillTextFormatter::formatPlan)
                        .verb("show", """
                        Shows the rollback plan of a flag.

                        Example:
                          ./evenkeel rollback-plan show payment-core
                        """),
                verb("update", RollbackPlanUpdateCommand.class),
                PLAN_OF_FLAG.delete("Rollback plan of %s", "deleted").reason().verb("delete", """
                        Deletes the rollback plan of a flag. Without a plan, rollouts need no drill.

                        Example:
                          ./evenkeel rollback-plan delete payment-core --reason "the migration is complete"
                        """));
    }
}
