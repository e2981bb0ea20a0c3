// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.slo;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// The `evenkeel slo show` command: shows the status of one SLO.
@Command(
        description = {
            "Shows an SLO: error budget, and burn rates of each alert rule with their threshold.",
            "",
            "Example:",
            "  ./evenkeel slo show web-availability",
            ""
        })
final class SloShowCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "NAME", description = "Name of the SLO.")
    private String name = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode found =
                api.get("/api/v1/slos/" + ServerApiClient.urlEncode(name)).body();
        return new CommandResult(found, SloTextFormatter.format(found));
    }
}
