// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.environment;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The `evenkeel environment create` command: creates an environment.
@Command(
        description = {
            "Creates an environment, empty or with a copy of another environment's flags.",
            "",
            "Example:",
            "  ./evenkeel environment create production --from staging",
            ""
        })
final class EnvironmentCreateCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "NAME", description = "Name: letters, digits, dots, dashes and underscores.")
    private String name = "";

    @Option(names = "--from", paramLabel = "NAME", description = "Environment whose flags are copied.")
    private @Nullable String from;

    @Option(names = "--reason", paramLabel = "TEXT", description = OptionDescriptions.REASON)
    private String reason = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        ObjectNode body =
                ServerApiClient.JSON.createObjectNode().put("name", name).put("reason", reason);
        if (from != null) {
            body.put("from", from);
        }
        JsonNode answer = api.post("/api/v1/environments", body.toString()).body();
        int flags = answer.path("added").size();
        return new CommandResult(
                answer,
                "Environment " + name + " created with " + flags + (flags == 1 ? " flag." : " flags.")
                        + " To create an SDK key: ./evenkeel sdk-key create --environment " + name);
    }
}
