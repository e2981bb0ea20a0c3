// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.drill;

import dev.evenkeel.cli.command.CommandGroup;
import picocli.CommandLine.Command;

/// The `evenkeel drill` commands: run and list rollback drills.
@Command(description = "Run rollback drills and list their results.")
public final class DrillCommand extends CommandGroup {
    public DrillCommand() {
        super(verb("run", DrillRunCommand.class), verb("list", DrillListCommand.class));
    }
}
