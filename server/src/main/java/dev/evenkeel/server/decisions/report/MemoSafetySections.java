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

/// How one gets back, in which steps one goes on, and who decided.
final class MemoSafetySections {
    private final MemoInputs facts;

    MemoSafetySections(MemoInputs facts) {
        this.facts = facts;
    }

    Section rollback() {
        return new Section("Rollback", false, List.of(plan(facts.rollback())));
    }

    private Block plan(@Nullable RollbackPlanStatus found) {
        String flag = facts.made().flag();
        if (found == null) {
            return new DataGap(
                    "flag " + flag + " has no rollback plan",
                    "PUT /api/v1/environments/" + facts.made().environment() + "/flags/" + flag + "/rollback-plan");
        }
        RollbackPlan plan = found.plan();
        DrillFreshness standing = found.standing();
        return new Paragraph(List.of(
                LinkedText.of(plan.owner() + " rolls back when: " + plan.trigger() + "; everybody is back within "
                        + ReportTimeFormatter.words(plan.expectedTime()) + "."),
                new LinkedText((standing.fresh() ? "Tested: " : "Not tested: ") + standing.reason() + ".", "/gates"),
                LinkedText.of(
                        plan.pointOfNoReturn().isEmpty()
                                ? "There is no point of no return."
                                : "Point of no return: " + plan.pointOfNoReturn() + ".")));
    }

    Section steps() {
        Rollout rollout = facts.rollout();
        if (rollout == null) {
            return new Section(
                    "Steps of the rollout",
                    false,
                    List.of(new DataGap(
                            "no rollout of flag " + facts.made().flag()
                                    + " was ordered yet, so its steps are not known",
                            "./evenkeel rollout start orders one, and waits while gates are closed with --when-closed"
                                    + " WAIT")));
        }
        List<List<LinkedText>> rows = new ArrayList<>();
        for (RolloutStep step : rollout.plan().steps()) {
            rows.add(List.of(
                    new LinkedText(Integer.toString(rows.size() + 1), "/rollouts/" + rollout.id()),
                    LinkedText.of(step.exposure().toString()),
                    LinkedText.of("at least " + ReportTimeFormatter.words(step.dwell())),
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
        Assessment.Decision decision = facts.made().decision();
        if (decision == null) {
            blocks.add(new DataGap(
                    "nobody has decided yet",
                    "./evenkeel risk decide " + facts.made().id() + " --course NAME --reason TEXT"));
        } else {
            blocks.add(new Paragraph(List.of(
                    new LinkedText(
                            decision.person() + " decided on \"" + decision.course() + "\" at "
                                    + ReportTimeFormatter.words(decision.at()) + ": " + decision.reason() + ".",
                            facts.link()),
                    LinkedText.of(CourseRecommendation.words(facts.made(), decision)),
                    LinkedText.of(
                            decision.heard().isEmpty()
                                    ? "Nobody else was heard."
                                    : "Heard: " + String.join(", ", decision.heard()) + "."),
                    LinkedText.of(
                            decision.dissent().isEmpty() ? "No dissent." : "Dissent: " + decision.dissent() + "."),
                    new LinkedText(
                            "As a decision record (MADR).",
                            "/api/v1/assessments/" + facts.made().id() + "/madr?markdown=true"))));
        }
        blocks.add(
                facts.records().isEmpty()
                        ? new DataGap(
                                "no decision record names assessment "
                                        + facts.made().id(),
                                "./evenkeel risk madr " + facts.made().id()
                                        + " --folder DIR writes one, ./evenkeel tech records import DIR keeps it")
                        : Paragraph.of("Decision records: "
                                + facts.records().stream()
                                        .map(record -> record.id() + " " + record.title() + " ("
                                                + record.head().status() + ")")
                                        .collect(Collectors.joining(", "))
                                + "."));
        return new Section("Who decides", false, blocks);
    }
}
