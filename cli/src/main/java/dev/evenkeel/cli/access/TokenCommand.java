// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.access;

import dev.evenkeel.cli.command.CommandGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// The `evenkeel token` commands: list, create and revoke API tokens.
@Command(name = "token", mixinStandardHelpOptions = true, description = "List, create and revoke API tokens.")
public final class TokenCommand extends CommandGroup {
    public TokenCommand() {}

    @Override
    public List<String> commandNames() {
        return List.of("list", "create", "revoke");
    }

    @Override
    public @Nullable Object createCommand(String verb) {
        return switch (verb) {
            case "list" -> new TokenListCommand();
            case "create" -> new TokenCreateCommand();
            case "revoke" -> new TokenRevokeCommand();
            default -> null;
        };
    }
}
