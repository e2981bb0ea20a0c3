// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.risk;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// The `evenkeel risk history` command: prints the history of a service that a risk case can read.
@Command(
        description = {
            "Prints the recorded history of a service as JSON.",
            "It contains changes and their results, serious incidents with causes and durations, and technologies.",
            "Risk cases can use it: ./evenkeel risk assess reads the file with --history.",
            "",
            "Example:",
            "  ./evenkeel risk history payments > history.json",
            "  ./evenkeel risk assess examples/risk/own-history.yaml --history history.json",
            ""
        })
final class ServiceHistoryExportCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "SERVICE", description = "Key of the service.")
    private String service = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode history = api.get("/api/v1/services/" + ServerApiClient.urlEncode(service) + "/history")
                .body();
        return new CommandResult(history, history.toPrettyString());
    }
}
