// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.access;

import dev.evenkeel.cli.command.CommandGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// The `evenkeel token` commands: create, list and revoke API tokens for users and machines.
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        description = "Makes, lists and takes back tokens of the API.")
public final class TokenCommand extends CommandGroup {
    public TokenCommand() {}

    @Override
    public List<String> commandNames() {
        return List.of("list", "create", "end");
    }

    @Override
    public @Nullable Object createCommand(String verb) {
        return switch (verb) {
            case "list" -> new TokenListCommand();
            case "create" -> new TokenCreateCommand();
            case "end" -> new TokenRevokeCommand();
            default -> null;
        };
    }
}
