// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.access;

import dev.evenkeel.cli.command.CommandGroup;
import picocli.CommandLine.Command;

/// The `evenkeel token` commands: list, create and revoke API tokens.
@Command(description = "List, create and revoke API tokens.")
public final class TokenCommand extends CommandGroup {
    public TokenCommand() {
        super(
                verb("list", TokenListCommand.class),
                verb("create", TokenCreateCommand.class),
                verb("revoke", TokenRevokeCommand.class));
    }
}
