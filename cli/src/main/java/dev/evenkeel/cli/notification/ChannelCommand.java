// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.notification;

import dev.evenkeel.cli.command.CommandGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// `evenkeel sink`: where messages go.
@Command(
        name = "sink",
        aliases = "webhook",
        mixinStandardHelpOptions = true,
        description = "Where messages go, and what became of them.")
public final class ChannelCommand extends CommandGroup {
    /// Created by picocli.
    public ChannelCommand() {}

    @Override
    public List<String> verbs() {
        return List.of("list", "set", "test", "delete", "deliveries", "redeliver");
    }

    @Override
    public @Nullable Object verb(String verb) {
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
