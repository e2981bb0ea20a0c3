// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.incident;

import dev.evenkeel.cli.client.ServerApiClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

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
    private String at = "";

    @Option(names = "--ignore-firing-alerts", description = AbstractIncidentActionCommand.IGNORE_FIRING_ALERTS)
    private boolean ignoreFiringAlerts;

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        ObjectNode body = endBody(ignoreFiringAlerts);
        return postAction(api, "resolve", at.isEmpty() ? body : body.put("at", at));
    }
}
