// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.service;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// The `evenkeel service show` command: shows one service.
@Command(
        description = {
            "Shows a service: owner, direct and indirect dependencies, dependents and flags.",
            "",
            "Example:",
            "  ./evenkeel service show payments",
            ""
        })
final class ServiceShowCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "KEY", description = "Key of the service.")
    private String key = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode service =
                api.get("/api/v1/services/" + ServerApiClient.urlEncode(key)).body();
        return new CommandResult(service, ServiceTextFormatter.formatService(service));
    }
}
