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
        description = "Plan and track how teams divide their time, and require minimum shares.")
public final class CapacityCommand extends CommandGroup {
    public CapacityCommand() {}

    @Override
    public List<String> commandNames() {
        return List.of("show", "import", "prioritize", "plan", "policy", "requirement");
    }

    @Override
    public @Nullable Object createCommand(String verb) {
        return switch (verb) {
            case "show" -> new CapacityReportCommand();
            case "import" -> new CapacityImportCommand();
            case "prioritize" -> new CapacityPrioritizeCommand();
            case "plan" -> new CapacityPlanSetCommand();
            case "policy" -> new CapacityPolicyCommand();
            case "requirement" -> new CapacityRequirementCommand();
            default -> null;
        };
    }
}
