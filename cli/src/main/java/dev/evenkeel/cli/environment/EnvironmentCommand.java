// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.environment;

import dev.evenkeel.cli.command.CommandGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// The `evenkeel environment` commands: list and create environments.
@Command(name = "environment", mixinStandardHelpOptions = true, description = "List and create environments.")
public final class EnvironmentCommand extends CommandGroup {
    public EnvironmentCommand() {}

    @Override
    public List<String> commandNames() {
        return List.of("list", "create");
    }

    @Override
    public @Nullable Object createCommand(String verb) {
        return switch (verb) {
            case "list" -> new EnvironmentListCommand();
            case "create" -> new EnvironmentCreateCommand();
            default -> null;
        };
    }
}
