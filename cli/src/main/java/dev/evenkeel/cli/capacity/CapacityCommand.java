// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.capacity;

import dev.evenkeel.cli.command.CommandGroup;
import picocli.CommandLine.Command;

/// The `evenkeel capacity` commands: plan and track the time of teams.
@Command(description = "Plan and track how teams divide their time, and require minimum shares.")
public final class CapacityCommand extends CommandGroup {
    public CapacityCommand() {
        super(
                verb("show", CapacityReportCommand.class),
                verb("import", CapacityImportCommand.class),
                verb("prioritize", CapacityPrioritizeCommand.class),
                verb("plan", CapacityPlanSetCommand.class),
                verb("policy", CapacityPolicyCommand.class),
                verb("requirement", CapacityRequirementCommand.class));
    }
}
