// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.capacity;

import dev.evenkeel.cli.command.CommandGroup;
import picocli.CommandLine.Command;

/// The `evenkeel capacity requirement` commands: create, list and delete minimum shares of time.
@Command(description = "Require a minimum share of time for a kind of work before changes proceed.")
final class CapacityRequirementCommand extends CommandGroup {
    CapacityRequirementCommand() {
        super(
                verb("list", CapacityRequirementListCommand.class),
                verb("create", CapacityRequirementCreateCommand.class),
                verb("delete", CapacityRequirementDeleteCommand.class));
    }
}
