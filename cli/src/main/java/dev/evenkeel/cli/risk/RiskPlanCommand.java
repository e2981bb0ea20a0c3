// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.risk;

import dev.evenkeel.engine.decision.RiskCase;
import dev.evenkeel.engine.decision.workplan.WorkPlan;
import dev.evenkeel.files.risk.RiskCaseFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The `evenkeel risk plan` command: computes which work pays off before a change.
@Command(
        description = {
            "Shows which work of a case file pays off before the change.",
            "It evaluates all combinations of work items and recommends the one with the lowest expected cost of the",
            "course. With more than 20 items, it does not evaluate every combination, and prints how far the result",
            "can be from the optimum. Needs no server.",
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
            description = "Name of the course that can wait for the work.")
    private String course = "";

    @Override
    CommandOutput execute(RiskCaseFile file, RiskCase risk) {
        WorkPlan plan = WorkPlan.of(risk, risk.getCourse(course));
        return new CommandOutput(
                file.toResult(course, plan), CourseComparisonTextFormatter.formatWorkPlan(file, course, plan));
    }
}
