// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.incident;

import dev.evenkeel.cli.command.CommandGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// The `evenkeel detection-drill` commands: record injected faults and what detected them.
@Command(
        name = "detection-drill",
        mixinStandardHelpOptions = true,
        description = "Record injected faults, and see which alerts detected them and how soon.")
public final class DetectionDrillCommand extends CommandGroup {
    public DetectionDrillCommand() {}

    @Override
    public List<String> commandNames() {
        return List.of("list", "show", "create", "end", "summary");
    }

    @Override
    public @Nullable Object createCommand(String verb) {
        return switch (verb) {
            case "list" -> new DetectionDrillListCommand();
            case "show" -> new DetectionDrillShowCommand();
            case "create" -> new DetectionDrillCreateCommand();
            case "end" -> new DetectionDrillEndCommand();
            case "summary" -> new DetectionDrillSummaryCommand();
            default -> null;
        };
    }
}
