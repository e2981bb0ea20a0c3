// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.guard;

import dev.evenkeel.cli.command.CommandGroup;
import dev.evenkeel.cli.rollout.GuardReplayCommand;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// The `evenkeel guard` commands: compute guard evidence and replay stored decisions.
@Command(
        name = "guard",
        mixinStandardHelpOptions = true,
        description = "Compute guard evidence from counts, and replay the decisions of a rollout.")
public final class GuardCommand extends CommandGroup {
    public GuardCommand() {}

    @Override
    public List<String> commandNames() {
        return List.of("evaluate", "replay");
    }

    @Override
    public @Nullable Object createCommand(String verb) {
        return switch (verb) {
            case "evaluate" -> new GuardEvaluateCommand();
            case "replay" -> new GuardReplayCommand();
            default -> null;
        };
    }
}
