// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.drill;

import dev.evenkeel.cli.command.CommandGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// The `evenkeel drill` commands: run and list rollback drills.
@Command(name = "drill", mixinStandardHelpOptions = true, description = "Run rollback drills and list their results.")
public final class DrillCommand extends CommandGroup {
    public DrillCommand() {}

    @Override
    public List<String> commandNames() {
        return List.of("run", "list");
    }

    @Override
    public @Nullable Object createCommand(String verb) {
        return switch (verb) {
            case "run" -> new DrillRunCommand();
            case "list" -> new DrillListCommand();
            default -> null;
        };
    }
}
