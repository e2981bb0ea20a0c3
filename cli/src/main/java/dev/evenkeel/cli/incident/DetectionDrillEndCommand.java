// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.incident;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The `evenkeel detection-drill end` command: records the end of an injected fault.
@Command(
        description = {
            "Records the end of an injected fault.",
            "",
            "Example:",
            "  ./evenkeel detection-drill end d-5f0c2b7e9a1d4c38",
            ""
        })
final class DetectionDrillEndCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "DRILL", description = "ID of the drill; ./evenkeel detection-drill list shows it.")
    private String drill = "";

    @Option(names = "--at", paramLabel = "INSTANT", description = "End of the fault (default: now).")
    private @Nullable String at;

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        ObjectNode body = ServerApiClient.JSON.createObjectNode();
        if (at != null) {
            body.put("endedAt", at);
        }
        JsonNode answer = api.post(
                        "/api/v1/detection-drills/" + ServerApiClient.urlEncode(drill) + "/end", body.toString())
                .body();
        return new CommandResult(answer, DetectionDrillTextFormatter.formatDrill(answer));
    }
}
