// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.capacity;

import dev.evenkeel.cli.command.CommandGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// The `evenkeel capacity requirement` commands: create, list and delete minimum shares of time.
@Command(
        name = "requirement",
        mixinStandardHelpOptions = true,
        description = "Require a minimum share of time for a kind of work before changes proceed.")
final class CapacityRequirementCommand extends CommandGroup {
    @Override
    public List<String> commandNames() {
        return List.of("list", "create", "delete");
    }

    @Override
    public @Nullable Object createCommand(String verb) {
        return switch (verb) {
            case "list" -> new CapacityRequirementListCommand();
            case "create" -> new CapacityRequirementCreateCommand();
            case "delete" -> new CapacityRequirementDeleteCommand();
            default -> null;
        };
    }
}
