// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.environment;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/// The `evenkeel environment list` command: lists the names of all environments.
@Command(description = {"Lists the environments of a server.", "", "Example:", "  ./evenkeel environment list", ""})
final class EnvironmentListCommand extends AbstractServerCommand {
    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode answer = api.get("/api/v1/environments").body();
        String names = answer.path("environments")
                .valueStream()
                .map(JsonNode::asString)
                .collect(Collectors.joining(System.lineSeparator()));
        return new CommandResult(answer, names);
    }
}
