// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.access;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// The `evenkeel session revoke` command: ends a console session.
@Command(
        description = {
            "Revokes a console session. The browser must sign in again.",
            "",
            "Example:",
            "  ./evenkeel session revoke s-5f0c31a2b4d6e8f0",
            ""
        })
final class SessionRevokeCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "SESSION", description = "ID of the session, as shown by session list.")
    private String id = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode nothing =
                api.delete("/api/v1/sessions/" + ServerApiClient.urlEncode(id)).body();
        return new CommandResult(nothing, "Session " + id + " revoked.");
    }
}
