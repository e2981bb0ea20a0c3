// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.capacity;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/// The `evenkeel capacity required` command: lists the active rules of minimum capacity.
@Command(
        name = "required",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {"Lists the capacity that is required now.", "", "Example:", "  ./evenkeel capacity required", ""
        })
final class MinimumTimeShareListCommand extends AbstractServerCommand {
    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode rules = api.get("/api/v1/capacity/requirements").body();
        return new CommandResult(rules, CapacityTextFormatter.formatRequirements(rules));
    }
}
