// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.incident;

import dev.evenkeel.cli.client.ServerApiClient;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/// The `evenkeel incident show` command: shows one incident with its timeline.
@Command(
        description = {
            "Shows an incident: roles, times, suspected changes, missing information and timeline.",
            "",
            "Example:",
            "  ./evenkeel incident show i-5f0c2b7e9a1d4c38",
            ""
        })
final class IncidentShowCommand extends AbstractIncidentActionCommand {
    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode incident = api.get(incidentPath("")).body();
        return new CommandResult(incident, IncidentTextFormatter.formatIncident(incident));
    }
}
