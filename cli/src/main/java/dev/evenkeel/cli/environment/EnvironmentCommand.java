// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.environment;

import dev.evenkeel.cli.command.CommandGroup;
import dev.evenkeel.cli.command.Resource;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/// The `evenkeel environment` commands: list and create environments.
@Command(description = "List and create environments.")
public final class EnvironmentCommand extends CommandGroup {
    public EnvironmentCommand() {
        super(
                Resource.at("/api/v1/environments")
                        .list(JsonNode.class, EnvironmentCommand::formatNames)
                        .verb("list", """
                        Lists the environments of a server.

                        Example:
                          ./evenkeel environment list
                        """),
                verb("create", EnvironmentCreateCommand.class));
    }

    private static String formatNames(JsonNode environments) {
        return environments
                .path("environments")
                .valueStream()
                .map(JsonNode::asString)
                .collect(Collectors.joining(System.lineSeparator()));
    }
}
