// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.notification;

import dev.evenkeel.api.NotificationApi.Delivery;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The `evenkeel channel deliveries` command: lists deliveries and their results.
@Command(
        description = {
            "Lists deliveries with their status and last response, newest first.",
            "",
            "Example:",
            "  ./evenkeel channel deliveries audit",
            ""
        })
final class ChannelDeliveriesCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "NAME", arity = "0..1", description = "Only deliveries to this channel.")
    private String name = "";

    @Option(names = "--limit", paramLabel = "N", defaultValue = "50", description = OptionDescriptions.LIMIT)
    private int limit;

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        var deliveries = api.get(
                "/api/v1/notification-deliveries?limit=" + limit + "&channel=" + ServerApiClient.urlEncode(name),
                Delivery[].class);
        return new CommandResult(deliveries.body(), NotificationTextFormatter.formatDeliveries(deliveries.value()));
    }
}
