// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.proposal;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/// The `evenkeel proposal list` command: lists proposed flag changes, pending and closed.
@Command(
        description = {
            "Lists the newest 100 proposals of an environment, open ones first.",
            "",
            "Example:",
            "  ./evenkeel proposal list --environment production",
            ""
        })
final class ProposalListCommand extends AbstractServerCommand {

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode proposals = api.get(environmentPath("/proposals")).body();
        return new CommandResult(proposals, ProposalTextFormatter.formatList(proposals, environment()));
    }
}
