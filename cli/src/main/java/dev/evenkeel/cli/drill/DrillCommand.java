// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.drill;

import dev.evenkeel.api.DrillApi.DrillListResponse;
import dev.evenkeel.cli.command.CommandGroup;
import dev.evenkeel.cli.command.Resource;
import picocli.CommandLine.Command;

/// The `evenkeel drill` commands: run and list rollback drills.
@Command(description = "Run rollback drills and list their results.")
public final class DrillCommand extends CommandGroup {
    private static final Resource DRILLS_OF_FLAG =
            Resource.inEnvironment("/flags/{}/drills").argument("FLAG", "Key of the flag.");

    public DrillCommand() {
        super(
                verb("run", DrillRunCommand.class),
                DRILLS_OF_FLAG
                        .show(DrillListResponse.class, DrillTextFormatter::formatList)
                        .verb("list", """
                        Lists the newest rollback drills of a flag, and whether the newest one is valid.

                        Example:
                          ./evenkeel drill list payment-core
                        """));
    }
}
