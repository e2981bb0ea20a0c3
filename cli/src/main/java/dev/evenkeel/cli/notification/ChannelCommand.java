// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.notification;

import dev.evenkeel.cli.command.CommandGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// The `evenkeel sink` commands: manage notification channels and their deliveries.
@Command(
        name = "sink",
        aliases = "webhook",
        mixinStandardHelpOptions = true,
        description = "Where messages go, and what became of them.")
public final class ChannelCommand extends CommandGroup {
    public ChannelCommand() {}

    @Override
    public List<String> commandNames() {
        return List.of("list", "set", "test", "delete", "deliveries", "redeliver");
    }

    @Override
    public @Nullable Object createCommand(String verb) {
        return switch (verb) {
            case "list" -> new ChannelListCommand();
            case "set" -> new ChannelSetCommand();
            case "test" -> new ChannelTestCommand();
            case "delete" -> new ChannelDeleteCommand();
            case "deliveries" -> new ChannelDeliveriesCommand();
            case "redeliver" -> new ChannelRedeliverCommand();
            default -> null;
        };
    }
}
