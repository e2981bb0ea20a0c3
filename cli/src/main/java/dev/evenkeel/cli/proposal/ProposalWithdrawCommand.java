// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.proposal;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// The `evenkeel proposal withdraw` command: withdraws a proposed flag change.
@Command(
        description = {
            "Withdraws a proposed flag change. It can no longer be applied.",
            "",
            "Example:",
            "  ./evenkeel proposal withdraw fp-5f0c31a2b4d6e8f0 --environment production",
            ""
        })
final class ProposalWithdrawCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "PROPOSAL", description = "ID of the proposal; ./evenkeel proposal list shows it.")
    private String id = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode none = api.delete(environmentPath("/proposals/" + ServerApiClient.urlEncode(id)))
                .body();
        return new CommandResult(none, "Proposal " + id + " withdrawn.");
    }
}
