// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.access;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// The `evenkeel sdk-key revoke` command: revokes an SDK key.
@Command(
        description = {
            "Revokes an SDK key. All servers reject it within 5 seconds and close its streams within 10.",
            "",
            "Example:",
            "  ./evenkeel sdk-key revoke k-5f0c31a2b4d6e8f0 --environment production",
            ""
        })
final class SdkKeyRevokeCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "KEY", description = "ID of the key, as shown by sdk-key list.")
    private String id = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode nothing = api.delete(environmentPath("/sdk-keys/" + ServerApiClient.urlEncode(id)))
                .body();
        return new CommandResult(nothing, "SDK key " + id + " revoked.");
    }
}
