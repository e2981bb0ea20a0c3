// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.notification;

import dev.evenkeel.cli.command.CommandGroup;
import picocli.CommandLine.Command;

/// The `evenkeel channel` commands: manage notification channels and their deliveries.
@Command(description = "Manage notification channels (webhook, Slack, PagerDuty) and their deliveries.")
public final class ChannelCommand extends CommandGroup {
    public ChannelCommand() {
        super(
                verb("list", ChannelListCommand.class),
                verb("create", ChannelCreateCommand.class),
                verb("update", ChannelUpdateCommand.class),
                verb("delete", ChannelDeleteCommand.class),
                verb("test", ChannelTestCommand.class),
                verb("deliveries", ChannelDeliveriesCommand.class),
                verb("redeliver", ChannelRedeliverCommand.class));
    }
}
