// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

import dev.evenkeel.cli.command.CommandGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// The `evenkeel release` commands: pause and resume the releases of an environment, or of one service in it.
@Command(
        name = "release",
        mixinStandardHelpOptions = true,
        description = "Pause and resume the rollouts of an environment or of one service.")
public final class ReleaseCommand extends CommandGroup {
    public ReleaseCommand() {}

    @Override
    public List<String> commandNames() {
        return List.of("pause", "resume", "status");
    }

    @Override
    public @Nullable Object createCommand(String verb) {
        return switch (verb) {
            case "pause" -> new ReleasePauseCommand();
            case "resume" -> new ReleaseResumeCommand();
            case "status" -> new ReleasePauseListCommand();
            default -> null;
        };
    }
}
