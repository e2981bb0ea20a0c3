// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.incident;

import dev.evenkeel.api.IncidentApi.IncidentDetailsResponse;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import picocli.CommandLine.Parameters;

/// A base class of commands that act on one incident.
abstract class AbstractIncidentActionCommand extends AbstractServerCommand {
    static final String IGNORE_FIRING_ALERTS =
            "Ignore firing alerts. A paging alert that keeps firing reopens the incident or opens a new one.";

    @Parameters(
            index = "0",
            paramLabel = "INCIDENT",
            description = "ID of the incident; ./evenkeel incident list shows it.")
    private String incident = "";

    /// Returns the path of the incident, or one below it.
    final String incidentPath(String rest) {
        return "/api/v1/incidents/" + ServerApiClient.urlEncode(incident) + rest;
    }

    /// Sends the action.
    ///
    /// @param what last segment of the path
    final CommandResult postAction(ServerApiClient api, String what, Record request) throws InterruptedException {
        var response = api.post(incidentPath("/" + what), request, IncidentDetailsResponse.class);
        return new CommandResult(
                response.body(),
                IncidentTextFormatter.formatLine(response.value().summary().incident()));
    }
}
