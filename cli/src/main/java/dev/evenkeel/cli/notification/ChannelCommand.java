// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.notification;

import dev.evenkeel.cli.command.CommandGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// The `evenkeel channel` commands: manage notification channels and their deliveries.
@Command(
        name = "channel",
        mixinStandardHelpOptions = true,
        description = "Manage notification channels (webhook, Slack, PagerDuty) and their deliveries.")
public final class ChannelCommand extends CommandGroup {
    public ChannelCommand() {}

    @Override
    public List<String> commandNames() {
        return List.of("list", "create", "update", "delete", "test", "deliveries", "redeliver");
    }

    @Override
    public @Nullable Object createCommand(String verb) {
        return switch (verb) {
            case "list" -> new ChannelListCommand();
            case "create" -> new ChannelCreateCommand();
            case "update" -> new ChannelUpdateCommand();
            case "delete" -> new ChannelDeleteCommand();
            case "test" -> new ChannelTestCommand();
            case "deliveries" -> new ChannelDeliveriesCommand();
            case "redeliver" -> new ChannelRedeliverCommand();
            default -> null;
        };
    }
}
