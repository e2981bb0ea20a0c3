// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.capacity;

import dev.evenkeel.cli.command.CommandGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// The `evenkeel capacity` commands: plan and track the time of teams.
@Command(
        name = "capacity",
        mixinStandardHelpOptions = true,
        description = "Where the time of teams goes, where it should go, and what of it is required.")
public final class CapacityCommand extends CommandGroup {
    public CapacityCommand() {}

    @Override
    public List<String> commandNames() {
        return List.of("import", "show", "order", "plan", "policy", "require", "required", "release");
    }

    @Override
    public @Nullable Object createCommand(String verb) {
        return switch (verb) {
            case "import" -> new CapacityImportCommand();
            case "show" -> new CapacityReportCommand();
            case "order" -> new CapacityOrderCommand();
            case "plan" -> new CapacityPlanSetCommand();
            case "policy" -> new CapacityPolicyCommand();
            case "require" -> new MinimumTimeShareCreateCommand();
            case "required" -> new MinimumTimeShareListCommand();
            case "release" -> new MinimumTimeShareRevokeCommand();
            default -> null;
        };
    }
}
