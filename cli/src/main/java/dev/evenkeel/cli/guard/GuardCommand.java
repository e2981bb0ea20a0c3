// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.guard;

import dev.evenkeel.cli.command.CommandGroup;
import dev.evenkeel.cli.rollout.GuardReplayCommand;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// `evenkeel guard`: what concerns the guard.
@Command(
        name = "guard",
        mixinStandardHelpOptions = true,
        description = "Computes the guard's evidence from counts, and judges stored evidence again.")
public final class GuardCommand extends CommandGroup {
    /// Created by picocli.
    public GuardCommand() {}

    @Override
    public List<String> verbs() {
        return List.of("evaluate", "replay");
    }

    @Override
    public @Nullable Object verb(String verb) {
        return switch (verb) {
            case "evaluate", "eval" -> new GuardEvaluateCommand();
            case "replay" -> new GuardReplayCommand();
            default -> null;
        };
    }
}
