// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.capacity;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.engine.capacity.CostOfDelayOrder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The `evenkeel capacity prioritize` command: orders open work by cost of delay.
@Command(
        description = {
            "Lists open work by cost of delay divided by duration, highest first.",
            "With more than one item in progress, the duration is the effort in person-weeks.",
            "",
            "Example:",
            "  ./evenkeel capacity prioritize --team team-money --in-progress 3",
            ""
        })
final class CapacityPrioritizeCommand extends AbstractServerCommand {
    @Mixin
    private TeamOption team = new TeamOption();

    @Option(
            names = "--in-progress",
            paramLabel = "N",
            defaultValue = "1",
            description = "Number of items that the team works on at the same time (default: 1).")
    private int inProgress;

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        var order = api.get(team.apiPath("/order") + "&workInProgress=" + inProgress, CostOfDelayOrder.class);
        return new CommandResult(order.body(), CapacityTextFormatter.formatWorkOrder(order.value()));
    }
}
