// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.risk;

import dev.evenkeel.cli.command.CommandGroup;
import picocli.CommandLine.Command;

/// The `evenkeel risk` commands: calculate risks from files, without storing anything.
@Command(description = "Compare the courses of a risky change from a case file, and calculate risk figures.")
public final class RiskCommand extends CommandGroup {
    public RiskCommand() {
        super(
                verb("assess", RiskCaseFileAssessCommand.class),
                verb("plan", RiskPlanCommand.class),
                verb("history", ServiceHistoryExportCommand.class),
                verb("cases", RiskCasesCommand.class),
                verb("calc", RiskQuantityCalculateCommand.class));
    }
}
