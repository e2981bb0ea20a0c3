// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/// The `evenkeel approval list` command: lists approvals of changes.
@Command(
        description = {
            "Lists the newest approvals of an environment, including invalid ones.",
            "",
            "Example:",
            "  ./evenkeel approval list --environment production",
            ""
        })
final class FlagApprovalListCommand extends AbstractServerCommand {

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode approvals = api.get(environmentPath("/approvals")).body();
        return new CommandResult(approvals, GateTextFormatter.formatApprovals(approvals, environment()));
    }
}
