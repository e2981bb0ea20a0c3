// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.notification;

import dev.evenkeel.cli.command.CommandGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// The `evenkeel event` commands: list and follow events.
@Command(name = "event", mixinStandardHelpOptions = true, description = "What happened, as others are told of it.")
public final class EventCommand extends CommandGroup {
    public EventCommand() {}

    @Override
    public List<String> commandNames() {
        return List.of("list", "tail");
    }

    @Override
    public @Nullable Object createCommand(String verb) {
        return switch (verb) {
            case "list" -> new EventListCommand();
            case "tail", "watch" -> new EventTailCommand();
            default -> null;
        };
    }
}
