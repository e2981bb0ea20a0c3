// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.access;

import dev.evenkeel.cli.command.CommandGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// The `evenkeel user` commands: manage users and their roles.
@Command(name = "user", mixinStandardHelpOptions = true, description = "Manage users, their roles and invitations.")
public final class UserCommand extends CommandGroup {
    public UserCommand() {}

    @Override
    public List<String> commandNames() {
        return List.of("list", "create", "roles", "invite", "disable", "enable");
    }

    @Override
    public @Nullable Object createCommand(String verb) {
        return switch (verb) {
            case "list" -> new UserListCommand();
            case "create" -> new UserCreateCommand();
            case "roles" -> new UserRolesSetCommand();
            case "invite" -> new UserReinviteCommand();
            case "disable" -> new UserDisableCommand();
            case "enable" -> new UserEnableCommand();
            default -> null;
        };
    }
}
