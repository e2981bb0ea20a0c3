// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.capacity;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/// The `evenkeel capacity requirement list` command: lists the active rules of minimum capacity.
@Command(
        description = {
            "Lists the active capacity requirements.",
            "",
            "Example:",
            "  ./evenkeel capacity requirement list",
            ""
        })
final class CapacityRequirementListCommand extends AbstractServerCommand {
    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode rules = api.get("/api/v1/capacity/requirements").body();
        return new CommandResult(rules, CapacityTextFormatter.formatRequirements(rules));
    }
}
