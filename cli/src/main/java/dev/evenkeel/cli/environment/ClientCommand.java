// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.environment;

import dev.evenkeel.cli.command.CommandGroup;
import dev.evenkeel.cli.command.Resource;
import picocli.CommandLine.Command;

/// The `evenkeel client` commands: list and delete connected SDKs of an environment.
@Command(description = "List SDK instances of an environment, and delete stale ones.")
public final class ClientCommand extends CommandGroup {
    private static final Resource CLIENTS =
            Resource.inEnvironment("/clients").argument("INSTANCE", "ID of the instance, as shown by client list.");

    public ClientCommand() {
        super(
                verb("list", ClientListCommand.class),
                CLIENTS.delete("Client %s", "deleted").reason().verb("delete", """
                        Deletes a disconnected SDK instance from the list of clients.
                        Use it when the process has ended: store migrations wait for every known instance.

                        Example:
                          ./evenkeel client delete b038ce10-3389-49d4-b28c-c93681c7fc94 --reason "machine is gone"
                        """));
    }
}
