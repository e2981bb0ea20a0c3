// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.rollout;

import dev.evenkeel.cli.command.CommandGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// The `evenkeel rollout` commands: preview plans, and start, watch and end rollouts.
@Command(
        name = "rollout",
        mixinStandardHelpOptions = true,
        description = "Preview, start, watch, approve and abort rollouts.")
public final class RolloutCommand extends CommandGroup {
    public RolloutCommand() {}

    @Override
    public List<String> commandNames() {
        return List.of("start", "list", "show", "watch", "wait", "approve", "resume", "abort", "plans", "preview");
    }

    @Override
    public @Nullable Object createCommand(String verb) {
        return switch (verb) {
            case "start" -> new RolloutStartCommand();
            case "list" -> new RolloutListCommand();
            case "show" -> new RolloutShowCommand();
            case "watch" -> new RolloutWatchCommand();
            case "wait" -> new RolloutWaitCommand();
            case "approve" -> new RolloutApproveCommand();
            case "resume" -> new RolloutResumeCommand();
            case "abort" -> new RolloutAbortCommand();
            case "plans" -> new RolloutPlansCommand();
            case "preview" -> new RolloutPreviewCommand();
            default -> null;
        };
    }
}
