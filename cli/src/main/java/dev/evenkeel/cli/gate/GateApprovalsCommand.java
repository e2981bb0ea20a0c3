// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.ServerCommand;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/// `evenkeel gate approvals`: who is for which change.
@Command(
        name = "approvals",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Lists the newest approvals of an environment, those that count no more among them.",
            "",
            "Example:",
            "  ./evenkeel gate approvals --environment prod",
            ""
        })
final class GateApprovalsCommand extends ServerCommand {

    @Override
    protected CommandResult ask(ServerApiClient api) throws InterruptedException {
        JsonNode approvals = api.get(path("/approvals")).body();
        return new CommandResult(approvals, GateTextFormatter.approvals(approvals, environment()));
    }
}
