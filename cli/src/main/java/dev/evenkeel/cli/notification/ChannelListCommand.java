// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.notification;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/// The `evenkeel channel list` command: lists notification channels.
@Command(
        description = {
            "Lists the notification channels with their last delivery.",
            "",
            "Example:",
            "  ./evenkeel channel list",
            ""
        })
final class ChannelListCommand extends AbstractServerCommand {
    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode sinks = api.get("/api/v1/notification-channels").body();
        return new CommandResult(sinks, NotificationTextFormatter.formatChannels(sinks));
    }
}
