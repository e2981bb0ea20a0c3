// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.incident;

import dev.evenkeel.cli.command.CommandGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// The `evenkeel incident follow-up` commands: create, check and complete follow-ups of an incident.
@Command(
        name = "follow-up",
        mixinStandardHelpOptions = true,
        description = "Create, check and complete follow-ups of an incident.")
final class FollowUpCommand extends CommandGroup {
    @Override
    public List<String> commandNames() {
        return List.of("create", "check", "complete");
    }

    @Override
    public @Nullable Object createCommand(String verb) {
        return switch (verb) {
            case "create" -> new FollowUpCreateCommand();
            case "check" -> new FollowUpCheckCommand();
            case "complete" -> new FollowUpCompleteCommand();
            default -> null;
        };
    }
}
