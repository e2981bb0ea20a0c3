// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.access;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// The `evenkeel key end` command: revokes an SDK key.
@Command(
        name = "end",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Takes an SDK key back: it opens nothing within 5 s on every server, and its streams end.",
            "",
            "Example:",
            "  ./evenkeel key end k-5f0c31a2b4d6e8f0 --environment prod",
            ""
        })
final class KeyRevokeCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "KEY", description = "Its id, as `key list` shows it.")
    private String id = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode nothing = api.delete(environmentPath("/sdk-keys/" + ServerApiClient.urlEncode(id)))
                .body();
        return new CommandResult(nothing, id + " opens nothing any more.");
    }
}
