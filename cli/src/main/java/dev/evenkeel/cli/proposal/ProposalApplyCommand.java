// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.proposal;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// The `evenkeel proposal apply` command: applies an approved flag change.
@Command(
        description = {
            "Applies a proposed flag change that has the required approvals.",
            "",
            "Example:",
            "  ./evenkeel proposal apply fp-5f0c31a2b4d6e8f0 --environment production",
            ""
        })
final class ProposalApplyCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "PROPOSAL", description = "ID of the proposal; ./evenkeel proposal list shows it.")
    private String id = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode applied = api.post(environmentPath("/proposals/" + ServerApiClient.urlEncode(id) + "/apply"), "{}")
                .body();
        return new CommandResult(
                applied, "Proposal " + id + " applied: " + ProposalTextFormatter.formatFlags(applied) + ".");
    }
}
