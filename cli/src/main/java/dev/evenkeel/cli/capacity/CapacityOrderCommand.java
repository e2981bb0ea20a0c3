// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.capacity;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// The `evenkeel capacity order` command: orders open work by cost of delay.
@Command(
        name = "order",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Orders open work so that its delay costs least: the highest cost of delay for its length first, in money and",
            "weeks. With more than one in progress, length is effort.",
            "",
            "Example:",
            "  ./evenkeel capacity order --team payments --in-progress 3",
            ""
        })
final class CapacityOrderCommand extends AbstractServerCommand {
    @Mixin
    private TeamOption team = new TeamOption();

    @Option(
            names = "--in-progress",
            paramLabel = "N",
            defaultValue = "1",
            description = "Pieces of work that are done at the same time (default 1).")
    private int inProgress;

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode order = api.get(team.apiPath("/order") + "&workInProgress=" + inProgress)
                .body();
        return new CommandResult(order, CapacityTextFormatter.formatWorkOrder(order));
    }
}
