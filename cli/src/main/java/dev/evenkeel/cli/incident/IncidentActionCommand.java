// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.incident;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.ServerCommand;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A command that orders one thing about one incident.
abstract class IncidentActionCommand extends ServerCommand {
    static final String DESPITE_ALERTS =
            "Even while alerts of the incident are firing. Those that page and still fire later alert again.";

    @Parameters(paramLabel = "INCIDENT", description = "Its id, as ./evenkeel incident list shows it.")
    private String incident = "";

    /// Path of the incident, or of what is below it.
    final String below(String rest) {
        return "/api/v1/incidents/" + ServerApiClient.segment(incident) + rest;
    }

    /// Orders it.
    ///
    /// @param what last part of the path
    final CommandResult order(ServerApiClient api, String what, ObjectNode body) throws InterruptedException {
        JsonNode answer = api.post(below("/" + what), body.toString()).body();
        return new CommandResult(answer, IncidentTextFormatter.line(answer));
    }

    /// Body of an order that ends something.
    static ObjectNode end(boolean despiteAlerts) {
        return despiteAlerts ? body().put("despiteAlerts", true) : body();
    }

    static ObjectNode body() {
        return ServerApiClient.JSON.createObjectNode();
    }
}
