// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.notification;

import static dev.evenkeel.cli.notification.NotificationTextFormatter.formatTest;

import dev.evenkeel.api.NotificationApi.ChannelTestResponse;
import dev.evenkeel.api.NotificationApi.Delivery;
import dev.evenkeel.api.NotificationApi.NotificationChannelResponse;
import dev.evenkeel.cli.command.CommandGroup;
import dev.evenkeel.cli.command.Resource;
import picocli.CommandLine.Command;

/// The `evenkeel channel` commands: manage notification channels and their deliveries.
@Command(description = "Manage notification channels and their deliveries.")
public final class ChannelCommand extends CommandGroup {
    private static final Resource CHANNELS =
            Resource.at("/api/v1/notification-channels").argument("NAME", "Name of the channel.");
    private static final Resource DELIVERIES = Resource.at("/api/v1/notification-deliveries")
            .number("NUMBER", "Number of the delivery; ./evenkeel channel deliveries shows it.");

    public ChannelCommand() {
        super(
                CHANNELS.list(NotificationChannelResponse[].class, NotificationTextFormatter::formatChannels)
                        .verb("list", """
                        Lists the notification channels with their last delivery.

                        Example:
                          ./evenkeel channel list
                        """),
                verb("create", ChannelCreateCommand.class),
                verb("update", ChannelUpdateCommand.class),
                CHANNELS.delete("Channel %s", "deleted").reason().verb("delete", """
                        Deletes a notification channel and its secret. Fails while a notification rule uses it.

                        Example:
                          ./evenkeel channel delete audit --reason "moved"
                        """),
                CHANNELS.post("/test", ChannelTestResponse.class, (tested, name) -> formatTest(tested))
                        .negativeIf(tested -> !tested.delivered())
                        .verb("test", """
                        Sends a test message to a channel and waits for the response.
                        Exit code 0 if the message was delivered, otherwise 1.

                        Example:
                          ./evenkeel channel test payments-oncall
                        """),
                verb("deliveries", ChannelDeliveriesCommand.class),
                DELIVERIES
                        .post(
                                "/redeliver",
                                Delivery.class,
                                (sent, number) -> "Delivery " + number + " scheduled again.")
                        .verb("redeliver", """
                        Sends a message again, even if it was delivered.

                        Example:
                          ./evenkeel channel redeliver 42
                        """));
    }
}
