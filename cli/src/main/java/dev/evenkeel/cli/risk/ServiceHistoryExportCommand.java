// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.risk;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// The `evenkeel risk history` command: prints the history of a service that a risk case can read.
@Command(
        name = "history",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Prints what the server has recorded of a service, as a case may ask it: changes and how they turned out, serious",
            "incidents with their causes and lengths, other services, technologies. The file that ./evenkeel risk assess",
            "takes with --history.",
            "",
            "Example:",
            "  ./evenkeel risk history payments > history.json",
            "  ./evenkeel risk assess examples/risk/own-history.yaml --history history.json",
            ""
        })
final class ServiceHistoryExportCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "SERVICE", description = "The service.")
    private String service = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode history = api.get("/api/v1/services/" + ServerApiClient.urlEncode(service) + "/history")
                .body();
        return new CommandResult(history, history.toPrettyString());
    }
}
