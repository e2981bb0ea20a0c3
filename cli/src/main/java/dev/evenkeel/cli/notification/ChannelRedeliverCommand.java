// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.notification;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// The `evenkeel sink redeliver` command: repeats a delivery.
@Command(
        name = "redeliver",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Sends a message again, whatever became of it.",
            "",
            "Example:",
            "  ./evenkeel sink redeliver 42",
            ""
        })
final class ChannelRedeliverCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "NUMBER", description = "The message; sink deliveries lists them.")
    private long number;

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        return new CommandResult(
                api.post("/api/v1/notification-deliveries/" + number + "/redeliver", null)
                        .body(),
                "Message " + number + " is sent again.");
    }
}
