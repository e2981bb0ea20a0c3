// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.access;

import dev.evenkeel.cli.command.CommandGroup;
import picocli.CommandLine.Command;

/// The `evenkeel session` commands: list and revoke console sessions.
@Command(description = "List and revoke console sessions.")
public final class UserSessionCommand extends CommandGroup {
    public UserSessionCommand() {
        super(verb("list", SessionListCommand.class), verb("revoke", SessionRevokeCommand.class));
    }
}
