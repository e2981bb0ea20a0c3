// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.drill;

import dev.evenkeel.cli.command.CommandGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// The `evenkeel rollback-plan` commands: show, update and delete the rollback plan of a flag.
@Command(
        name = "rollback-plan",
        mixinStandardHelpOptions = true,
        description = "Show, update and delete the rollback plan of a flag.")
public final class RollbackPlanCommand extends CommandGroup {
    public RollbackPlanCommand() {}

    @Override
    public List<String> commandNames() {
        return List.of("show", "update", "delete");
    }

    @Override
    public @Nullable Object createCommand(String verb) {
        return switch (verb) {
            case "show" -> new RollbackPlanShowCommand();
            case "update" -> new RollbackPlanUpdateCommand();
            case "delete" -> new RollbackPlanDeleteCommand();
            default -> null;
        };
    }
}
