// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.technology;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/// The `evenkeel tech list` command: lists the technology register.
@Command(
        description = {
            "Lists the technologies with their ring, running hours and incidents.",
            "",
            "Example:",
            "  ./evenkeel tech list",
            ""
        })
final class TechListCommand extends AbstractServerCommand {
    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode technologies = api.get("/api/v1/technologies").body();
        return new CommandResult(technologies, TechTextFormatter.formatTable(technologies));
    }
}
