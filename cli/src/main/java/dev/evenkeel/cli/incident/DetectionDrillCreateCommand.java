// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.incident;

import dev.evenkeel.api.DetectionDrillApi.BeforeAfterPhase;
import dev.evenkeel.api.DetectionDrillApi.DetectionDrillResponse;
import dev.evenkeel.api.DetectionDrillApi.RecordDetectionDrillRequest;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The `evenkeel detection-drill create` command: records an injected fault.
@Command(
        description = {
            "Records a fault that you injected into a service.",
            "The server then finds the alerts and rollbacks that detected it.",
            "",
            "Examples:",
            "  ./evenkeel detection-drill create --service payments --cause \"pool too small\" --phase before \\",
            "      --from 2026-11-25T18:00:00Z --to 2026-11-25T18:05:00Z",
            "  ./evenkeel detection-drill create --service payments --cause \"pool too small\" --phase after \\",
            "      --from 2026-11-25T19:00:00Z",
            ""
        })
final class DetectionDrillCreateCommand extends AbstractServerCommand {
    @Option(names = "--service", paramLabel = "KEY", required = true, description = OptionDescriptions.SERVICE)
    private String service = "";

    @Option(
            names = "--cause",
            paramLabel = "TEXT",
            required = true,
            description = "Cause that the fault simulates, named as in incidents.")
    private String cause = "";

    @Option(names = "--phase", paramLabel = "PHASE", required = true, description = "before or after the fix.")
    private BeforeAfterPhase phase = BeforeAfterPhase.BEFORE;

    @Option(
            names = "--from",
            paramLabel = "INSTANT",
            required = true,
            description = "Start of the fault, such as 2026-11-25T18:00:00Z.")
    private Instant from = Instant.EPOCH;

    @Option(names = "--to", paramLabel = "INSTANT", description = "End of the fault, if it has ended.")
    private @Nullable Instant to;

    @Option(
            names = "--detection-window",
            paramLabel = "DURATION",
            description = "Time after the end in which a detection counts, at most P1D (default: PT15M).")
    private @Nullable Duration detectionWindow;

    @Option(names = "--note", paramLabel = "TEXT", description = "Additional information.")
    private @Nullable String note;

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        var request = new RecordDetectionDrillRequest(service, cause, phase, from, to, detectionWindow, note);
        var response = api.post("/api/v1/detection-drills", request, DetectionDrillResponse.class);
        return new CommandResult(response.body(), DetectionDrillTextFormatter.formatDrill(response.value()));
    }
}
