// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.incident;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.ServerCommand;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/// `evenkeel incident templates`: from what incidents can be declared.
@Command(
        name = "templates",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Lists the templates from which an incident can be declared. Files of kind IncidentTemplate make them.",
            "",
            "Example:",
            "  ./evenkeel incident templates",
            ""
        })
final class IncidentTemplatesCommand extends ServerCommand {
    @Override
    protected CommandResult ask(ServerApiClient api) throws InterruptedException {
        JsonNode templates = api.get("/api/v1/incident-templates").body();
        return new CommandResult(
                templates,
                templates.isEmpty()
                        ? "No template is kept. Write one as a file of kind IncidentTemplate, and ./evenkeel apply it."
                        : IncidentTextFormatter.templates(
                                templates.valueStream().toList()));
    }
}
