// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.environment;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The `evenkeel client delete` command: deletes an SDK instance from the list of clients.
@Command(
        description = {
            "Deletes a disconnected SDK instance from the list of clients.",
            "Use it when the process has ended: store migrations wait for every known instance.",
            "",
            "Example:",
            "  ./evenkeel client delete b038ce10-3389-49d4-b28c-c93681c7fc94 --reason \"machine is gone\"",
            ""
        })
final class ClientDeleteCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "INSTANCE", description = "ID of the instance, as shown by client list.")
    private String instance = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = OptionDescriptions.REASON)
    private String reason = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        api.delete(environmentPath("/clients/" + ServerApiClient.urlEncode(instance)) + "?reason="
                + ServerApiClient.urlEncode(reason));
        return new CommandResult(
                ServerApiClient.JSON
                        .createObjectNode()
                        .put("instance", instance)
                        .put("deleted", true),
                "Client " + instance + " deleted.");
    }
}
