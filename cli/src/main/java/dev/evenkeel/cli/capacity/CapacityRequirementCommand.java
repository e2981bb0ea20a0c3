// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.capacity;

import dev.evenkeel.cli.command.CommandGroup;
import dev.evenkeel.cli.command.Resource;
import dev.evenkeel.engine.capacity.MinimumTimeShareRule;
import picocli.CommandLine.Command;

/// The `evenkeel capacity requirement` commands: create, list and delete minimum shares of time.
@Command(description = "Require a minimum share of time for a kind of work before changes proceed.")
final class CapacityRequirementCommand extends CommandGroup {
    private static final Resource REQUIREMENTS = Resource.at("/api/v1/capacity/requirements")
            .argument("ID", "ID of the requirement, as shown by capacity requirement list.");

    CapacityRequirementCommand() {
        super(
                REQUIREMENTS
                        .list(MinimumTimeShareRule[].class, CapacityTextFormatter::formatRequirements)
                        .verb("list", """
                        Lists the active capacity requirements.

                        Example:
                          ./evenkeel capacity requirement list
                        """),
                verb("create", CapacityRequirementCreateCommand.class),
                REQUIREMENTS
                        .delete("Capacity requirement %s", "deleted")
                        .reason()
                        .verb("delete", """
                        Deletes a capacity requirement before it expires.

                        Example:
                          ./evenkeel capacity requirement delete cr-5f0c31a2b4d6e8f0 --reason "the retries are fixed"
                        """));
    }
}
