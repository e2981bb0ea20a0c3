// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.drill;

import dev.evenkeel.cli.command.CommandGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// `evenkeel drill`: how a flag's change is taken back, and whether that was rehearsed.
@Command(
        name = "drill",
        mixinStandardHelpOptions = true,
        description = "How a flag's change is taken back, and whether that was rehearsed.")
public final class DrillCommand extends CommandGroup {
    /// Created by picocli.
    public DrillCommand() {}

    @Override
    public List<String> verbs() {
        return List.of("run", "show", "plan");
    }

    @Override
    public @Nullable Object verb(String verb) {
        return switch (verb) {
            case "run" -> new DrillRunCommand();
            case "show" -> new DrillShowCommand();
            case "plan" -> new DrillPlanCommand();
            default -> null;
        };
    }
}
