// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.access;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// The `evenkeel token revoke` command: revokes an API token.
@Command(
        description = {
            "Revokes an API token. The server rejects it from then on.",
            "",
            "Example:",
            "  ./evenkeel token revoke t-5f0c31a2b4d6e8f0",
            ""
        })
final class TokenRevokeCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "TOKEN", description = "ID of the token, as shown by token list.")
    private String id = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode nothing =
                api.delete("/api/v1/tokens/" + ServerApiClient.urlEncode(id)).body();
        return new CommandResult(nothing, "API token " + id + " revoked.");
    }
}
