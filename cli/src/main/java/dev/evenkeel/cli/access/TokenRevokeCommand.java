// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.access;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// The `evenkeel token end` command: revokes an API token.
@Command(
        name = "end",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Takes a token back; from then on it opens nothing.",
            "",
            "Example:",
            "  ./evenkeel token end t-5f0c31a2b4d6e8f0",
            ""
        })
final class TokenRevokeCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "TOKEN", description = "Its id, as `token list` shows it.")
    private String id = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode nothing =
                api.delete("/api/v1/tokens/" + ServerApiClient.urlEncode(id)).body();
        return new CommandResult(nothing, id + " opens nothing any more.");
    }
}
