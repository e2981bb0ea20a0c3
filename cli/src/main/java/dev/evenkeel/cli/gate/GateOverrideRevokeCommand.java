// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// The `evenkeel gate end` command: revokes a gate override.
@Command(
        name = "end",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Ends an override before its time.",
            "",
            "Example:",
            "  ./evenkeel gate end go-5f0c31a2b4d6e8f0",
            ""
        })
final class GateOverrideRevokeCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "OVERRIDE", description = "Its id; gate list shows it.")
    private String id = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode none = api.delete(environmentPath("/gate-overrides/" + ServerApiClient.urlEncode(id)))
                .body();
        return new CommandResult(none, id + " counts no more.");
    }
}
