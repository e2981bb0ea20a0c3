// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.environment;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/// The `evenkeel environment key` command: creates an SDK key.
@Command(
        name = "key",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Makes one more SDK key for an environment and prints it. The server keeps its hash only.",
            "",
            "Example:",
            "  ./evenkeel environment key --environment production",
            ""
        })
final class EnvironmentKeyCreateCommand extends AbstractServerCommand {
    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode answer = api.post(environmentPath("/sdk-keys"), null).body();
        return new CommandResult(answer, answer.path("sdkKey").asString());
    }
}
