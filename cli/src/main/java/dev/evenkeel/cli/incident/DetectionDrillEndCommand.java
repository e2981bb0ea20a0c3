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

/// The `evenkeel incident detections end` command: records the end of an injected fault.
@Command(
        name = "end",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Says that a fault that was injected is over.",
            "",
            "Example:",
            "  ./evenkeel incident detections end d-5f0c2b7e9a1d4c38",
            ""
        })
final class DetectionDrillEndCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "DRILL", description = "Its id, as ./evenkeel incident detections list shows it.")
    private String drill = "";

    @Option(names = "--at", paramLabel = "INSTANT", description = "When, in UTC (default: now).")
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
