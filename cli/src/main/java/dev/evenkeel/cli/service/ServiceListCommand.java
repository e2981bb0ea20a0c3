// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.service;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/// The `evenkeel service list` command: lists services.
@Command(description = {"Lists the services of the service catalog.", "", "Example:", "  ./evenkeel service list", ""})
final class ServiceListCommand extends AbstractServerCommand {
    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode services = api.get("/api/v1/services").body();
        return new CommandResult(
                services,
                services.isEmpty()
                        ? "No services. To add some: ./evenkeel service apply FILE"
                        : ServiceTextFormatter.formatTable(services));
    }
}
