// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.incident;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// The `evenkeel detection-drill show` command: shows what detected one fault.
@Command(
        description = {
            "Shows what detected an injected fault.",
            "",
            "Example:",
            "  ./evenkeel detection-drill show d-5f0c2b7e9a1d4c38",
            ""
        })
final class DetectionDrillShowCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "DRILL", description = "ID of the drill; ./evenkeel detection-drill list shows it.")
    private String drill = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode answer = api.get("/api/v1/detection-drills/" + ServerApiClient.urlEncode(drill))
                .body();
        return new CommandResult(answer, DetectionDrillTextFormatter.formatDrill(answer));
    }
}
