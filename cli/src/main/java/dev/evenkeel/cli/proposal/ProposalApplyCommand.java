// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.proposal;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.ServerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `evenkeel proposal apply`.
@Command(
        name = "apply",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Makes the flags say what is proposed, once enough people are for it.",
            "",
            "Example:",
            "  ./evenkeel proposal apply fp-5f0c31a2b4d6e8f0 --environment prod",
            ""
        })
final class ProposalApplyCommand extends ServerCommand {
    @Parameters(paramLabel = "PROPOSAL", description = "Its id; proposal list shows it.")
    private String id = "";

    @Override
    protected CommandResult ask(ServerApiClient api) throws InterruptedException {
        JsonNode applied = api.post(path("/proposals/" + ServerApiClient.segment(id) + "/apply"), "{}")
                .body();
        return new CommandResult(applied, "Applied " + id + ": " + ProposalTextFormatter.flags(applied) + ".");
    }
}
