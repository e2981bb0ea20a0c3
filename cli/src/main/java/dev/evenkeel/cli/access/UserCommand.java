// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.access;

import static dev.evenkeel.cli.access.AccessTextFormatter.formatInvitation;

import dev.evenkeel.api.UserApi.InvitationResponse;
import dev.evenkeel.api.UserApi.UserResponse;
import dev.evenkeel.cli.command.CommandGroup;
import dev.evenkeel.cli.command.Resource;
import picocli.CommandLine.Command;

/// The `evenkeel user` commands: manage users and their roles.
@Command(description = "Manage users, their roles and invitations.")
public final class UserCommand extends CommandGroup {
    private static final Resource USERS = Resource.at("/api/v1/users").argument("NAME", "Username.");

    public UserCommand() {
        super(
                USERS.list(UserResponse[].class, AccessTextFormatter::formatUsers)
                        .verb("list", """
                        Lists all users, including disabled ones.

                        Example:
                          ./evenkeel user list
                        """),
                verb("create", UserCreateCommand.class),
                verb("roles", UserRolesSetCommand.class),
                USERS.post("/invite", InvitationResponse.class, (invited, name) -> formatInvitation(invited))
                        .reason()
                        .verb("invite", """
                        Prints a new link with which a user sets a password.
                        The current password stays valid until the link is used.

                        Example:
                          ./evenkeel user invite anna
                        """),
                USERS.post("/disable", UserResponse.class, (user, name) -> formatDisabled(name))
                        .reason()
                        .verb("disable", """
                        Disables a user and immediately deletes their password, sessions and API tokens.
                        Usernames are never reused. To undo: ./evenkeel user enable NAME

                        Example:
                          ./evenkeel user disable anna --reason "left the company"
                        """),
                USERS.post("/enable", UserResponse.class, (user, name) -> formatEnabled(name))
                        .reason()
                        .verb("enable", """
                        Enables a disabled user with the previous roles.
                        To sign in, the user needs a new password (./evenkeel user invite NAME) or single sign-on.

                        Example:
                          ./evenkeel user enable anna
                        """));
    }

    private static String formatDisabled(String name) {
        return "User " + name + " disabled. To undo: ./evenkeel user enable " + name;
    }

    private static String formatEnabled(String name) {
        return "User " + name + " enabled. For a link to set a password: ./evenkeel user invite " + name;
    }
}
