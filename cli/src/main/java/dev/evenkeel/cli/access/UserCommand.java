// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.access;

import dev.evenkeel.cli.command.CommandGroup;
import picocli.CommandLine.Command;

/// The `evenkeel user` commands: manage users and their roles.
@Command(description = "Manage users, their roles and invitations.")
public final class UserCommand extends CommandGroup {
    public UserCommand() {
        super(
                verb("list", UserListCommand.class),
                verb("create", UserCreateCommand.class),
                verb("roles", UserRolesSetCommand.class),
                verb("invite", UserReinviteCommand.class),
                verb("disable", UserDisableCommand.class),
                verb("enable", UserEnableCommand.class));
    }
}
