// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.incident;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/// The `evenkeel incident templates` command: lists the templates for declaring incidents.
@Command(
        description = {
            "Lists the incident templates.",
            "To add one, apply a file of kind IncidentTemplate with ./evenkeel apply.",
            "",
            "Example:",
            "  ./evenkeel incident templates",
            ""
        })
final class IncidentTemplatesCommand extends AbstractServerCommand {
    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode templates = api.get("/api/v1/incident-templates").body();
        return new CommandResult(
                templates,
                templates.isEmpty()
                        ? "No incident templates. To add one, apply a file of kind IncidentTemplate:"
                                + " ./evenkeel apply -f FILE"
                        : IncidentTextFormatter.formatTemplates(
                                templates.valueStream().toList()));
    }
}
