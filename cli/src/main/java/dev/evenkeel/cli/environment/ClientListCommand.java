// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.environment;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.terminal.TextTable;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/// The `evenkeel client list` command: lists the SDK instances of an environment.
@Command(
        description = {
            "Lists the SDK instances of an environment and the flag revision that each one uses.",
            "",
            "Example:",
            "  ./evenkeel client list --environment production",
            ""
        })
final class ClientListCommand extends AbstractServerCommand {
    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode clients = api.get(environmentPath("/clients")).body();
        var textTable = new TextTable("INSTANCE", "CONNECTED", "REVISION", "NEWEST REVISION", "LAST SEEN");
        clients.path("clients")
                .forEach(client -> textTable.addRow(
                        client.path("instance").asString(),
                        client.path("connected").asBoolean() ? "yes" : "no",
                        client.path("revision").asString(),
                        client.path("newestRevision").asString(),
                        TextTable.formatInstant(client.path("lastSeen"))));
        String summary = clients.path("connected").asInt() + " connected, "
                + clients.path("behind").asInt() + " behind the newest revision.";
        return new CommandResult(
                clients,
                clients.path("clients").isEmpty()
                        ? summary
                        : textTable + System.lineSeparator() + System.lineSeparator() + summary);
    }
}
