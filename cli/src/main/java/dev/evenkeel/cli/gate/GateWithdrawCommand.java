// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.ServerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `evenkeel gate withdraw`: an approval counts no more.
@Command(
        name = "withdraw",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Withdraws an approval before its time.",
            "",
            "Example:",
            "  ./evenkeel gate withdraw ga-5f0c31a2b4d6e8f0",
            ""
        })
final class GateWithdrawCommand extends ServerCommand {
    @Parameters(paramLabel = "APPROVAL", description = "Its id; gate approvals shows it.")
    private String id = "";

    @Override
    protected CommandResult ask(ServerApiClient api) throws InterruptedException {
        JsonNode none =
                api.delete(path("/approvals/" + ServerApiClient.segment(id))).body();
        return new CommandResult(none, id + " counts no more.");
    }
}
