// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.risk;

import dev.evenkeel.cli.command.CommandGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// The `evenkeel risk` commands: calculate risks from files, without storing anything.
@Command(
        name = "risk",
        mixinStandardHelpOptions = true,
        description = "Compare the courses of a risky change from a case file, and calculate risk figures.")
public final class RiskCommand extends CommandGroup {
    public RiskCommand() {}

    @Override
    public List<String> commandNames() {
        return List.of("assess", "plan", "history", "cases", "calc");
    }

    @Override
    public @Nullable Object createCommand(String verb) {
        return switch (verb) {
            case "assess" -> new RiskCaseFileAssessCommand();
            case "plan" -> new RiskPlanCommand();
            case "history" -> new ServiceHistoryExportCommand();
            case "cases" -> new RiskCasesCommand();
            case "calc" -> new RiskQuantityCalculateCommand();
            default -> null;
        };
    }
}
