// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.risk;

import dev.evenkeel.engine.decision.RiskCase;
import dev.evenkeel.engine.decision.workplan.WorkPlan;
import dev.evenkeel.files.risk.RiskCaseFile;
import dev.evenkeel.files.risk.RiskComparisonJsonRenderer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The `evenkeel risk plan` command: computes which work is worth its weeks.
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Says which work of a case is worth its weeks before the change, and so for how many weeks to wait: of all",
            "choices of work the one with which the course costs least. Of more than 20 items not every choice is looked",
            "at: the answer then says so, and by how much another choice may at most be cheaper. Needs no server.",
            "",
            "Example:",
            "  ./evenkeel risk plan examples/risk/tale.yaml --course \"stabilise first\"",
            ""
        })
final class RiskPlanCommand extends AbstractRiskCaseFileCommand {
    @Option(
            names = "--course",
            paramLabel = "NAME",
            required = true,
            description = "The course that may wait for work.")
    private String course = "";

    @Override
    CommandOutput execute(RiskCaseFile file, RiskCase risk) {
        WorkPlan plan = WorkPlan.of(risk, risk.getCourse(course));
        return new CommandOutput(
                RiskComparisonJsonRenderer.render(file, course, plan),
                CourseComparisonTextFormatter.formatWorkPlan(file, course, plan));
    }
}
