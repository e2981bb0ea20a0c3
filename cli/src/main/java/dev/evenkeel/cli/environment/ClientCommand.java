// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.environment;

import dev.evenkeel.cli.command.CommandGroup;
import picocli.CommandLine.Command;

/// The `evenkeel client` commands: list and delete connected SDKs of an environment.
@Command(description = "List SDK instances of an environment, and delete stale ones.")
public final class ClientCommand extends CommandGroup {
    public ClientCommand() {
        super(verb("list", ClientListCommand.class), verb("delete", ClientDeleteCommand.class));
    }
}
