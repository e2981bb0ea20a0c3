// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.drill;

import dev.evenkeel.cli.command.CommandGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// The `evenkeel drill` commands: manage and rehearse the rollback plans of flags.
@Command(
        name = "drill",
        mixinStandardHelpOptions = true,
        description = "How a flag's change is taken back, and whether that was rehearsed.")
public final class DrillCommand extends CommandGroup {
    public DrillCommand() {}

    @Override
    public List<String> commandNames() {
        return List.of("run", "show", "plan");
    }

    @Override
    public @Nullable Object createCommand(String verb) {
        return switch (verb) {
            case "run" -> new DrillRunCommand();
            case "show" -> new DrillListCommand();
            case "plan" -> new FlagRollbackPlanCommand();
            default -> null;
        };
    }
}
