// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.notification;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// The `evenkeel channel redeliver` command: repeats a delivery.
@Command(
        description = {
            "Sends a message again, even if it was delivered.",
            "",
            "Example:",
            "  ./evenkeel channel redeliver 42",
            ""
        })
final class ChannelRedeliverCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "NUMBER", description = "Number of the delivery; ./evenkeel channel deliveries shows it.")
    private long number;

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        return new CommandResult(
                api.post("/api/v1/notification-deliveries/" + number + "/redeliver", null)
                        .body(),
                "Delivery " + number + " scheduled again.");
    }
}
