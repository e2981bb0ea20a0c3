// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.incident;

import dev.evenkeel.cli.command.CommandGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// The `evenkeel incident detections` commands: record injected faults and show what detected them.
@Command(
        name = "detections",
        mixinStandardHelpOptions = true,
        description = "Faults that were injected on purpose, and what noticed them, how soon.")
final class DetectionDrillCommand extends CommandGroup {
    @Override
    public List<String> commandNames() {
        return List.of("record", "end", "list", "show", "summary");
    }

    @Override
    public @Nullable Object createCommand(String verb) {
        return switch (verb) {
            case "record" -> new DetectionDrillCreateCommand();
            case "end" -> new DetectionDrillEndCommand();
            case "list" -> new DetectionDrillListCommand();
            case "show" -> new DetectionDrillShowCommand();
            case "summary" -> new DetectionDrillSummaryCommand();
            default -> null;
        };
    }
}
