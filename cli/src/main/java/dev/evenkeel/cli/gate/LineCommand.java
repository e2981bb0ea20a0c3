// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

import dev.evenkeel.cli.command.Group;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// `evenkeel line`: stops the line, of an environment or of one service in it, and lets it go.
@Command(
        name = "line",
        mixinStandardHelpOptions = true,
        description = "Stops the line, of an environment or of one service in it, and lets it go.")
public final class LineCommand extends Group {
    /// Created by picocli.
    public LineCommand() {}

    @Override
    public List<String> verbs() {
        return List.of("stop", "go", "show");
    }

    @Override
    public @Nullable Object verb(String verb) {
        return switch (verb) {
            case "stop" -> new LineStopCommand();
            case "go" -> new LineGoCommand();
            case "show" -> new LineShowCommand();
            default -> null;
        };
    }
}
