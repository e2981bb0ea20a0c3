// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.access;

import dev.evenkeel.cli.command.CommandGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// The `evenkeel session` commands: list and revoke console sessions.
@Command(name = "session", mixinStandardHelpOptions = true, description = "List and revoke console sessions.")
public final class UserSessionCommand extends CommandGroup {
    public UserSessionCommand() {}

    @Override
    public List<String> commandNames() {
        return List.of("list", "revoke");
    }

    @Override
    public @Nullable Object createCommand(String verb) {
        return switch (verb) {
            case "list" -> new SessionListCommand();
            case "revoke" -> new SessionRevokeCommand();
            default -> null;
        };
    }
}
