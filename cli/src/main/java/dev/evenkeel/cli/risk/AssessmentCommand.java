// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.risk;

import dev.evenkeel.cli.command.CommandGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// The `evenkeel assessment` commands: store, show and decide risk assessments.
@Command(
        name = "assessment",
        mixinStandardHelpOptions = true,
        description = "Create, show and decide risk assessments.")
public final class AssessmentCommand extends CommandGroup {
    public AssessmentCommand() {}

    @Override
    public List<String> commandNames() {
        return List.of("list", "show", "create", "decide", "complete-work", "export", "policy");
    }

    @Override
    public @Nullable Object createCommand(String verb) {
        return switch (verb) {
            case "list" -> new RiskAssessmentListCommand();
            case "show" -> new RiskAssessmentShowCommand();
            case "create" -> new RiskAssessmentCreateCommand();
            case "decide" -> new RiskAssessmentDecideCommand();
            case "complete-work" -> new RiskWorkCompleteCommand();
            case "export" -> new RiskAssessmentExportCommand();
            case "policy" -> new RequiredAssessmentPolicyCommand();
            default -> null;
        };
    }
}
