// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.incident;

import dev.evenkeel.api.IncidentApi.EndIncidentRequest;
import dev.evenkeel.api.IncidentApi.IncidentDetailsFields;
import dev.evenkeel.cli.client.ServerApiClient;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The `evenkeel incident resolve` command: resolves an incident.
@Command(
        description = {
            "Resolves an incident. Fails while an affected record has no correction; add it on the incident page.",
            "",
            "Example:",
            "  ./evenkeel incident resolve i-5f0c2b7e9a1d4c38",
            ""
        })
final class IncidentResolveCommand extends AbstractIncidentActionCommand {
    @Option(names = "--at", paramLabel = "INSTANT", description = "Time of the resolution (default: now).")
    private @Nullable Instant at;

    @Option(names = "--ignore-firing-alerts", description = AbstractIncidentActionCommand.IGNORE_FIRING_ALERTS)
    private boolean ignoreFiringAlerts;

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        var request = new EndIncidentRequest(
                at, ignoreFiringAlerts ? true : null, IncidentDetailsFields.of(null, null, null));
        return postAction(api, "resolve", request);
    }
}
