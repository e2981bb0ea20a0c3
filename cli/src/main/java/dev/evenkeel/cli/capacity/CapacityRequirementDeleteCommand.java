// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.capacity;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The `evenkeel capacity requirement delete` command: deletes a capacity requirement before it expires.
@Command(
        description = {
            "Deletes a capacity requirement before it expires.",
            "",
            "Example:",
            "  ./evenkeel capacity requirement delete cr-5f0c31a2b4d6e8f0 --reason \"the retries are fixed\"",
            ""
        })
final class CapacityRequirementDeleteCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "ID", description = "ID of the requirement, as shown by capacity requirement list.")
    private String id = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = OptionDescriptions.REASON)
    private String reason = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        ServerApiClient.ApiResponse apiResponse = api.delete("/api/v1/capacity/requirements/"
                + ServerApiClient.urlEncode(id) + "?reason=" + ServerApiClient.urlEncode(reason));
        return new CommandResult(apiResponse.body(), "Capacity requirement " + id + " deleted.");
    }
}
