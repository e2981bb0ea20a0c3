// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.incident;

import dev.evenkeel.api.DetectionDrillApi.DetectionDrillResponse;
import dev.evenkeel.api.DetectionDrillApi.EndDetectionDrillRequest;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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
    private @Nullable Instant at;

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        var response = api.post(
                "/api/v1/detection-drills/" + ServerApiClient.urlEncode(drill) + "/end",
                new EndDetectionDrillRequest(at),
                DetectionDrillResponse.class);
        return new CommandResult(response.body(), DetectionDrillTextFormatter.formatDrill(response.value()));
    }
}
