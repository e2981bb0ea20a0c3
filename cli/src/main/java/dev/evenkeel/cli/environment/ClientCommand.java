// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.environment;

import dev.evenkeel.api.EnvironmentApi.ClientListResponse;
import dev.evenkeel.api.EnvironmentApi.ClientResponse;
import dev.evenkeel.cli.command.CommandGroup;
import dev.evenkeel.cli.command.Resource;
import dev.evenkeel.cli.terminal.TextTable;
import java.util.Objects;
import picocli.CommandLine.Command;

/// The `evenkeel client` commands: list and delete connected SDKs of an environment.
@Command(description = "List SDK instances of an environment, and delete stale ones.")
public final class ClientCommand extends CommandGroup {
    private static final Resource CLIENTS =
            Resource.inEnvironment("/clients").argument("INSTANCE", "ID of the instance, as shown by client list.");

    public ClientCommand() {
        super(
                CLIENTS.list(ClientListResponse.class, ClientCommand::format).verb("list", """
                        Lists the SDK instances of an environment and the flag revision that each one uses.

                        Example:
                          ./evenkeel client list --environment production
                        """),
                CLIENTS.delete("Client %s", "deleted").reason().verb("delete", """
                        Deletes a disconnected SDK instance from the list of clients.
                        Use it when the process has ended: store migrations wait for every known instance.

                        Example:
                          ./evenkeel client delete b038ce10-3389-49d4-b28c-c93681c7fc94 --reason "machine is gone"
                        """));
    }

    private static String format(ClientListResponse list) {
        String summary = list.connected() + " connected, " + list.behind() + " behind the newest revision.";
        if (list.clients().isEmpty()) {
            return summary;
        }
        var textTable = new TextTable("INSTANCE", "CONNECTED", "REVISION", "NEWEST REVISION", "LAST SEEN");
        for (ClientResponse client : list.clients()) {
            textTable.addRow(
                    client.instance(),
                    client.connected() ? "yes" : "no",
                    Objects.toString(client.revision(), ""),
                    Long.toString(client.newestRevision()),
                    TextTable.formatInstant(client.lastSeen()));
        }
        return textTable + System.lineSeparator().repeat(2) + summary;
    }
}
