// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.incident;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// The `evenkeel detection-drill list` command: lists detection drills, newest first.
@Command(
        description = {
            "Lists detection drills, newest first.",
            "",
            "Example:",
            "  ./evenkeel detection-drill list --service payments",
            ""
        })
final class DetectionDrillListCommand extends AbstractServerCommand {
    @Option(names = "--service", paramLabel = "KEY", description = OptionDescriptions.ONLY_SERVICE)
    private String service = "";

    @Option(names = "--cause", paramLabel = "TEXT", description = "Only drills of this cause.")
    private String cause = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode drills = api.get("/api/v1/detection-drills?service=" + ServerApiClient.urlEncode(service) + "&cause="
                        + ServerApiClient.urlEncode(cause))
                .body();
        return new CommandResult(
                drills,
                drills.isEmpty()
                        ? DetectionDrillTextFormatter.NO_DRILLS
                        : DetectionDrillTextFormatter.formatTable(drills));
    }
}
