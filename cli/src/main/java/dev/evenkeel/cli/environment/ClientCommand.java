// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.environment;

import dev.evenkeel.cli.command.CommandGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// The `evenkeel client` commands: list and delete connected SDKs of an environment.
@Command(
        name = "client",
        mixinStandardHelpOptions = true,
        description = "List SDK instances of an environment, and delete stale ones.")
public final class ClientCommand extends CommandGroup {
    public ClientCommand() {}

    @Override
    public List<String> commandNames() {
        return List.of("list", "delete");
    }

    @Override
    public @Nullable Object createCommand(String verb) {
        return switch (verb) {
            case "list" -> new ClientListCommand();
            case "delete" -> new ClientDeleteCommand();
            default -> null;
        };
    }
}
