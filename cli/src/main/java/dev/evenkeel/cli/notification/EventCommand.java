// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.notification;

import dev.evenkeel.cli.command.CommandGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// The `evenkeel event` commands: list and follow events.
@Command(
        name = "event",
        mixinStandardHelpOptions = true,
        description = "List and watch events, such as rollbacks and incidents.")
public final class EventCommand extends CommandGroup {
    public EventCommand() {}

    @Override
    public List<String> commandNames() {
        return List.of("list", "watch");
    }

    @Override
    public @Nullable Object createCommand(String verb) {
        return switch (verb) {
            case "list" -> new EventListCommand();
            case "watch" -> new EventWatchCommand();
            default -> null;
        };
    }
}
