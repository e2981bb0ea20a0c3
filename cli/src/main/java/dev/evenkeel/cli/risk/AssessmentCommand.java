// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.risk;

import dev.evenkeel.cli.command.CommandGroup;
import picocli.CommandLine.Command;

/// The `evenkeel assessment` commands: store, show and decide risk assessments.
@Command(description = "Create, show and decide risk assessments.")
public final class AssessmentCommand extends CommandGroup {
    public AssessmentCommand() {
        super(
                verb("list", RiskAssessmentListCommand.class),
                verb("show", RiskAssessmentShowCommand.class),
                verb("create", RiskAssessmentCreateCommand.class),
                verb("decide", RiskAssessmentDecideCommand.class),
                verb("complete-work", RiskWorkCompleteCommand.class),
                verb("export", RiskAssessmentExportCommand.class),
                verb("policy", RequiredAssessmentPolicyCommand.class));
    }
}
