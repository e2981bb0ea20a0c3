// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.incident;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The `evenkeel incident detections record` command: records an injected fault.
@Command(
        name = "record",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Says that a fault was injected into a service on purpose. The server finds by itself what noticed it.",
            "",
            "Examples:",
            "  ./evenkeel incident detections record --service payments --cause \"pool too small\" --phase before \\",
            "      --from 2026-11-25T18:00:00Z --to 2026-11-25T18:05:00Z",
            "  ./evenkeel incident detections record --service payments --cause \"pool too small\" --phase after \\",
            "      --from 2026-11-25T19:00:00Z",
            ""
        })
final class DetectionDrillCreateCommand extends AbstractServerCommand {
    private enum BeforeOrAfterRemediationOption {
        BEFORE,
        AFTER
    }

    @Option(names = "--service", paramLabel = "KEY", required = true, description = OptionDescriptions.SERVICE)
    private String service = "";

    @Option(
            names = "--cause",
            paramLabel = "TEXT",
            required = true,
            description = "What it stands for, in the words that incidents use for that cause.")
    private String cause = "";

    @Option(names = "--phase", paramLabel = "PHASE", required = true, description = "before or after the work.")
    private BeforeOrAfterRemediationOption phase = BeforeOrAfterRemediationOption.BEFORE;

    @Option(names = "--from", paramLabel = "INSTANT", required = true, description = "When it began, in UTC.")
    private String from = "";

    @Option(names = "--to", paramLabel = "INSTANT", description = "When it ended; else end it later.")
    private @Nullable String to;

    @Option(
            names = "--detection-window",
            paramLabel = "DURATION",
            description = "How long after its end it may be noticed: PT15M (default), at most P1D.")
    private @Nullable String detectionWindow;

    @Option(names = "--note", paramLabel = "TEXT", description = "What else there is to say.")
    private String note = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        ObjectNode body = ServerApiClient.JSON
                .createObjectNode()
                .put("service", service)
                .put("cause", cause)
                .put("phase", phase.name().toLowerCase(Locale.ROOT))
                .put("injectedAt", from)
                .put("note", note);
        if (to != null) {
            body.put("endedAt", to);
        }
        if (detectionWindow != null) {
            body.put("detectionWindow", detectionWindow);
        }
        JsonNode drill = api.post("/api/v1/detection-drills", body.toString()).body();
        return new CommandResult(drill, DetectionDrillTextFormatter.formatDrill(drill));
    }
}
