// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.incident;

import dev.evenkeel.api.DetectionDrillApi.DetectionDrillResponse;
import dev.evenkeel.api.DetectionDrillApi.DetectionSummaryByCauseResponse;
import dev.evenkeel.cli.command.CommandGroup;
import dev.evenkeel.cli.command.Resource;
import picocli.CommandLine.Command;

/// The `evenkeel detection-drill` commands: record injected faults and what detected them.
@Command(description = "Record injected faults, and see which alerts detected them and how soon.")
public final class DetectionDrillCommand extends CommandGroup {
    private static final Resource DRILLS = Resource.at("/api/v1/detection-drills")
            .argument("DRILL", "ID of the drill; ./evenkeel detection-drill list shows it.");

    public DetectionDrillCommand() {
        super(
                DRILLS.list(DetectionDrillResponse[].class, DetectionDrillTextFormatter::formatTable)
                        .serviceFilter()
                        .filter("--cause", "TEXT", "Only drills of this cause.", "cause")
                        .verb("list", """
                        Lists detection drills, newest first.

                        Example:
                          ./evenkeel detection-drill list --service payments
                        """),
                DRILLS.show(DetectionDrillResponse.class, DetectionDrillTextFormatter::formatDrill)
                        .verb("show", """
                        Shows what detected an injected fault.

                        Example:
                          ./evenkeel detection-drill show d-5f0c2b7e9a1d4c38
                        """),
                verb("create", DetectionDrillCreateCommand.class),
                verb("end", DetectionDrillEndCommand.class),
                DRILLS.get(
                                "/summary",
                                DetectionSummaryByCauseResponse.class,
                                DetectionDrillTextFormatter::formatSummary)
                        .serviceFilter()
                        .verb("summary", """
                        Shows how soon alerts and the guard detected each cause, before and after its fix.

                        Example:
                          ./evenkeel detection-drill summary --service payments
                        """));
    }
}
