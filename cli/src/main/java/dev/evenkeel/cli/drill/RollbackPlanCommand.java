// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.drill;

import dev.evenkeel.cli.command.CommandGroup;
import picocli.CommandLine.Command;

/// The `evenkeel rollback-plan` commands: show, update and delete the rollback plan of a flag.
@Command(description = "Show, update and delete the rollback plan of a flag.")
public final class RollbackPlanCommand extends CommandGroup {
    public RollbackPlanCommand() {
        super(
                verb("show", RollbackPlanShowCommand.class),
                verb("update", RollbackPlanUpdateCommand.class),
                verb("delete", RollbackPlanDeleteCommand.class));
    }
}
