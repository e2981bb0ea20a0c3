// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.incident;

import dev.evenkeel.cli.command.CommandGroup;
import picocli.CommandLine.Command;

/// The `evenkeel detection-drill` commands: record injected faults and what detected them.
@Command(description = "Record injected faults, and see which alerts detected them and how soon.")
public final class DetectionDrillCommand extends CommandGroup {
    public DetectionDrillCommand() {
        super(
                verb("list", DetectionDrillListCommand.class),
                verb("show", DetectionDrillShowCommand.class),
                verb("create", DetectionDrillCreateCommand.class),
                verb("end", DetectionDrillEndCommand.class),
                verb("summary", DetectionDrillSummaryCommand.class));
    }
}
