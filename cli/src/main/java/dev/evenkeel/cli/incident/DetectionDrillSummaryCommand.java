// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.incident;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// The `evenkeel detection-drill summary` command: compares the detection of each cause before and after
/// its fix.
@Command(
        description = {
            "Shows how soon alerts and the guard detected each cause, before and after its fix.",
            "",
            "Example:",
            "  ./evenkeel detection-drill summary --service payments",
            ""
        })
final class DetectionDrillSummaryCommand extends AbstractServerCommand {
    @Option(names = "--service", paramLabel = "KEY", description = OptionDescriptions.ONLY_SERVICE)
    private String service = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode summary = api.get("/api/v1/detection-drills/summary?service=" + ServerApiClient.urlEncode(service))
                .body();
        return new CommandResult(
                summary,
                summary.path("causes").isEmpty()
                        ? DetectionDrillTextFormatter.NO_DRILLS
                        : DetectionDrillTextFormatter.formatSummary(summary));
    }
}
