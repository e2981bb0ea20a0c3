// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// The `evenkeel override revoke` command: revokes a gate override.
@Command(
        description = {
            "Revokes a gate override before it expires.",
            "",
            "Example:",
            "  ./evenkeel override revoke go-5f0c31a2b4d6e8f0",
            ""
        })
final class GateOverrideRevokeCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "OVERRIDE", description = "ID of the override; ./evenkeel override list shows it.")
    private String id = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode none = api.delete(environmentPath("/gate-overrides/" + ServerApiClient.urlEncode(id)))
                .body();
        return new CommandResult(none, "Override " + id + " revoked.");
    }
}
