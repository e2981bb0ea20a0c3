// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.report;

import dev.evenkeel.engine.drill.DrillStanding;
import dev.evenkeel.engine.drill.RollbackPlan;
import dev.evenkeel.engine.rollout.plan.Step;
import dev.evenkeel.files.report.Report.Block;
import dev.evenkeel.files.report.Report.Gap;
import dev.evenkeel.files.report.Report.Section;
import dev.evenkeel.files.report.Report.Table;
import dev.evenkeel.files.report.Report.Text;
import dev.evenkeel.files.report.Report.Words;
import dev.evenkeel.server.decisions.risk.Assessment;
import dev.evenkeel.server.rollouts.drill.PlanStanding;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How one gets back, in which steps one goes on, and who decided.
final class MemoSafety {
    private final MemoFacts facts;

    MemoSafety(MemoFacts facts) {
        this.facts = facts;
    }

    Section rollback() {
        return new Section("Rollback", false, List.of(plan(facts.rollback())));
    }

    private Block plan(@Nullable PlanStanding found) {
        String flag = facts.made().flag();
        if (found == null) {
            return new Gap(
                    "flag " + flag + " has no rollback plan",
                    "PUT /api/v1/environments/" + facts.made().environment() + "/flags/" + flag + "/rollback-plan");
        }
        RollbackPlan plan = found.plan();
        DrillStanding standing = found.standing();
        return new Words(List.of(
                Text.of(plan.owner() + " rolls back when: " + plan.trigger() + "; everybody is back within "
                        + Times.words(plan.expectedTime()) + "."),
                new Text((standing.fresh() ? "Tested: " : "Not tested: ") + standing.reason() + ".", "/gates"),
                Text.of(
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
                    List.of(new Gap(
                            "no rollout of flag " + facts.made().flag()
                                    + " was ordered yet, so its steps are not known",
                            "./evenkeel rollout start orders one, and waits while gates are closed with --when-closed"
                                    + " WAIT")));
        }
        List<List<Text>> rows = new ArrayList<>();
        for (Step step : rollout.plan().steps()) {
            rows.add(List.of(
                    new Text(Integer.toString(rows.size() + 1), "/rollouts/" + rollout.id()),
                    Text.of(step.exposure().toString()),
                    Text.of("at least " + Times.words(step.dwell())),
                    Text.of(step.approval() ? "evidence, gates, and a person's approval" : "evidence and gates")));
        }
        return new Section(
                "Steps of the rollout",
                false,
                List.of(
                        new Table(List.of("Step", "Users", "Time", "Goes on with"), rows),
                        new Words(List.of(new Text(
                                "Each guardrail of plan \"" + rollout.plan().name()
                                        + "\" that is broken rolls back by itself; what cannot be told holds.",
                                "/rollouts/" + rollout.id())))));
    }

    Section decision() {
        List<Block> blocks = new ArrayList<>();
        Assessment.Decision decision = facts.made().decision();
        if (decision == null) {
            blocks.add(new Gap(
                    "nobody has decided yet",
                    "./evenkeel risk decide " + facts.made().id() + " --course NAME --reason TEXT"));
        } else {
            blocks.add(new Words(List.of(
                    new Text(
                            decision.person() + " decided on \"" + decision.course() + "\" at "
                                    + Times.words(decision.at()) + ": " + decision.reason() + ".",
                            facts.link()),
                    Text.of(Recommendation.words(facts.made(), decision)),
                    Text.of(
                            decision.heard().isEmpty()
                                    ? "Nobody else was heard."
                                    : "Heard: " + String.join(", ", decision.heard()) + "."),
                    Text.of(decision.dissent().isEmpty() ? "No dissent." : "Dissent: " + decision.dissent() + "."),
                    new Text(
                            "As a decision record (MADR).",
                            "/api/v1/assessments/" + facts.made().id() + "/madr?markdown=true"))));
        }
        blocks.add(
                facts.records().isEmpty()
                        ? new Gap(
                                "no decision record names assessment "
                                        + facts.made().id(),
                                "./evenkeel risk madr " + facts.made().id()
                                        + " --folder DIR writes one, ./evenkeel tech records import DIR keeps it")
                        : Words.of("Decision records: "
                                + facts.records().stream()
                                        .map(record -> record.id() + " " + record.title() + " ("
                                                + record.head().status() + ")")
                                        .collect(Collectors.joining(", "))
                                + "."));
        return new Section("Who decides", false, blocks);
    }
}
