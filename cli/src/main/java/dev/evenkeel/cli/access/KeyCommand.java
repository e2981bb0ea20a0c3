// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.access;

import dev.evenkeel.cli.command.CommandGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// The `evenkeel key` commands: create, list and revoke SDK keys.
@Command(
        name = "key",
        mixinStandardHelpOptions = true,
        description = "Makes, lists and takes back SDK keys of services.")
public final class KeyCommand extends CommandGroup {
    public KeyCommand() {}

    @Override
    public List<String> commandNames() {
        return List.of("list", "create", "end");
    }

    @Override
    public @Nullable Object createCommand(String verb) {
        return switch (verb) {
            case "list" -> new KeyListCommand();
            case "create" -> new KeyCreateCommand();
            case "end" -> new KeyRevokeCommand();
            default -> null;
        };
    }
}
