// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// The `evenkeel gate withdraw` command: withdraws an approval.
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
final class FlagApprovalWithdrawCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "APPROVAL", description = "Its id; gate approvals shows it.")
    private String id = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode none = api.delete(environmentPath("/approvals/" + ServerApiClient.urlEncode(id)))
                .body();
        return new CommandResult(none, id + " counts no more.");
    }
}
