// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.report;

import dev.evenkeel.engine.drill.DrillFreshness;
import dev.evenkeel.engine.drill.RollbackPlan;
import dev.evenkeel.engine.rollout.plan.RolloutStep;
import dev.evenkeel.files.report.ReportDocument.Block;
import dev.evenkeel.files.report.ReportDocument.DataGap;
import dev.evenkeel.files.report.ReportDocument.LinkedText;
import dev.evenkeel.files.report.ReportDocument.Paragraph;
import dev.evenkeel.files.report.ReportDocument.Section;
import dev.evenkeel.files.report.ReportDocument.Table;
import dev.evenkeel.server.decisions.risk.Assessment;
import dev.evenkeel.server.rollouts.drill.RollbackPlanStatus;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The sections of a memo on the rollback, the rollout steps and the decision.
final class MemoSafetySections {
    private final MemoInputs inputs;

    MemoSafetySections(MemoInputs inputs) {
        this.inputs = inputs;
    }

    Section rollback() {
        return new Section("Rollback", false, List.of(plan(inputs.rollback())));
    }

    private Block plan(@Nullable RollbackPlanStatus found) {
        String flag = inputs.assessment().flag();
        if (found == null) {
            return new DataGap(
                    "flag " + flag + " has no rollback plan",
                    "PUT /api/v1/environments/" + inputs.assessment().environment() + "/flags/" + flag
                            + "/rollback-plan");
        }
        RollbackPlan plan = found.plan();
        DrillFreshness drillFreshness = found.freshness();
        return new Paragraph(List.of(
                LinkedText.of(plan.owner() + " rolls back when: " + plan.trigger() + "; everybody is back within "
                        + ReportTimeFormatter.format(plan.expectedTime()) + "."),
                new LinkedText(
                        (drillFreshness.fresh() ? "Tested: " : "Not tested: ") + drillFreshness.reason() + ".",
                        "/gates"),
                LinkedText.of(
                        plan.pointOfNoReturn().isEmpty()
                                ? "There is no point of no return."
                                : "Point of no return: " + plan.pointOfNoReturn() + ".")));
    }

    Section steps() {
        Rollout rollout = inputs.rollout();
        if (rollout == null) {
            return new Section(
                    "Steps of the rollout",
                    false,
                    List.of(new DataGap(
                            "no rollout of flag " + inputs.assessment().flag()
                                    + " was ordered yet, so its steps are not known",
                            "./evenkeel rollout start orders one, and waits while gates are closed with"
                                    + " --wait-for-gates")));
        }
        List<List<LinkedText>> rows = new ArrayList<>();
        for (RolloutStep step : rollout.plan().steps()) {
            rows.add(List.of(
                    new LinkedText(Integer.toString(rows.size() + 1), "/rollouts/" + rollout.id()),
                    LinkedText.of(step.exposure().toString()),
                    LinkedText.of("at least " + ReportTimeFormatter.format(step.dwell())),
                    LinkedText.of(
                            step.approval() ? "evidence, gates, and a person's approval" : "evidence and gates")));
        }
        return new Section(
                "Steps of the rollout",
                false,
                List.of(
                        new Table(List.of("Step", "Users", "Time", "Goes on with"), rows),
                        new Paragraph(List.of(new LinkedText(
                                "Each guardrail of plan \"" + rollout.plan().name()
                                        + "\" that is broken rolls back by itself; what cannot be told holds.",
                                "/rollouts/" + rollout.id())))));
    }

    Section decision() {
        List<Block> blocks = new ArrayList<>();
        Assessment.Decision decision = inputs.assessment().decision();
        if (decision == null) {
            blocks.add(new DataGap(
                    "nobody has decided yet",
                    "./evenkeel risk decide " + inputs.assessment().id() + " --course NAME --reason TEXT"));
        } else {
            blocks.add(new Paragraph(List.of(
                    new LinkedText(
                            decision.decidedBy() + " decided on \"" + decision.course() + "\" at "
                                    + ReportTimeFormatter.format(decision.at()) + ": " + decision.reason() + ".",
                            inputs.link()),
                    LinkedText.of(CourseRecommendationFormatter.describeDecision(inputs.assessment(), decision)),
                    LinkedText.of(
                            decision.consulted().isEmpty()
                                    ? "Nobody else was heard."
                                    : "Heard: " + String.join(", ", decision.consulted()) + "."),
                    LinkedText.of(
                            decision.dissent().isEmpty() ? "No dissent." : "Dissent: " + decision.dissent() + "."),
                    new LinkedText(
                            "As a decision record (MADR).",
                            "/api/v1/assessments/" + inputs.assessment().id() + "/decision-record?markdown=true"))));
        }
        blocks.add(
                inputs.records().isEmpty()
                        ? new DataGap(
                                "no decision record names assessment "
                                        + inputs.assessment().id(),
                                "./evenkeel risk madr " + inputs.assessment().id()
                                        + " --folder DIR writes one, ./evenkeel tech records import DIR keeps it")
                        : Paragraph.of("Decision records: "
                                + inputs.records().stream()
                                        .map(record -> record.id() + " " + record.title() + " ("
                                                + record.frontMatter().status() + ")")
                                        .collect(Collectors.joining(", "))
                                + "."));
        return new Section("Who decides", false, blocks);
    }
}
