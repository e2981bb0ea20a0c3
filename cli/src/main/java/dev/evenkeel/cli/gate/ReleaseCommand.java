// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

import dev.evenkeel.cli.command.CommandGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// The `evenkeel line` commands: pause and resume the releases of an environment, or of one service in it.
@Command(
        name = "line",
        mixinStandardHelpOptions = true,
        description = "Stops the line, of an environment or of one service in it, and lets it go.")
public final class ReleaseCommand extends CommandGroup {
    public ReleaseCommand() {}

    @Override
    public List<String> commandNames() {
        return List.of("stop", "go", "show");
    }

    @Override
    public @Nullable Object createCommand(String verb) {
        return switch (verb) {
            case "stop" -> new ReleasePauseCommand();
            case "go" -> new ReleaseResumeCommand();
            case "show" -> new ReleasePauseListCommand();
            default -> null;
        };
    }
}
