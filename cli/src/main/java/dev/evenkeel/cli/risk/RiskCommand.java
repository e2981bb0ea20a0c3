// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.risk;

import dev.evenkeel.cli.command.CommandGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// The `evenkeel risk` commands: assess risky changes, store assessments and decisions, and compute risk
/// quantities.
@Command(
        name = "risk",
        mixinStandardHelpOptions = true,
        description = "Weighs risky changes, keeps what was assessed and decided, and answers questions about risk.")
public final class RiskCommand extends CommandGroup {
    public RiskCommand() {}

    @Override
    public List<String> commandNames() {
        return List.of(
                "assess", "plan", "history", "cases", "record", "list", "show", "decide", "done", "madr", "policy",
                "calc");
    }

    @Override
    public @Nullable Object createCommand(String verb) {
        return switch (verb) {
            case "assess" -> new RiskCaseFileAssessCommand();
            case "plan" -> new RiskPlanCommand();
            case "history" -> new ServiceHistoryExportCommand();
            case "cases" -> new RiskCasesCommand();
            case "record" -> new RiskAssessmentCreateCommand();
            case "list" -> new RiskAssessmentListCommand();
            case "show" -> new RiskAssessmentShowCommand();
            case "decide" -> new RiskAssessmentDecideCommand();
            case "done" -> new RiskWorkCompleteCommand();
            case "madr" -> new RiskMadrCommand();
            case "policy" -> new RequiredAssessmentPolicyCommand();
            case "calc" -> new RiskQuantityCalculateCommand();
            default -> null;
        };
    }
}
