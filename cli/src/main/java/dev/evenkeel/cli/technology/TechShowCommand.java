// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.technology;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// The `evenkeel tech show` command: shows one technology.
@Command(
        description = {
            "Shows a technology: services, running hours, incidents and ring changes.",
            "",
            "Example:",
            "  ./evenkeel tech show quarkus",
            ""
        })
final class TechShowCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "KEY", description = "Key of the technology.")
    private String key = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode one = api.get("/api/v1/technologies/" + ServerApiClient.urlEncode(key))
                .body();
        return new CommandResult(one, TechTextFormatter.formatTechnology(one));
    }
}
