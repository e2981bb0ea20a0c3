// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.report;

import dev.evenkeel.api.AssessmentApi;
import dev.evenkeel.engine.drill.DrillFreshness;
import dev.evenkeel.engine.drill.RollbackPlan;
import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.rollout.plan.RolloutStep;
import dev.evenkeel.files.report.ReportDocument.Block;
import dev.evenkeel.files.report.ReportDocument.DataGap;
import dev.evenkeel.files.report.ReportDocument.LinkedText;
import dev.evenkeel.files.report.ReportDocument.Paragraph;
import dev.evenkeel.files.report.ReportDocument.Section;
import dev.evenkeel.files.report.ReportDocument.Table;
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
                    "rollback plan of flag " + flag,
                    "./evenkeel rollback-plan update " + flag + " FILE --environment "
                            + inputs.assessment().environment());
        }
        RollbackPlan plan = found.plan();
        DrillFreshness drillFreshness = found.freshness();
        return new Paragraph(List.of(
                LinkedText.of(plan.owner() + " rolls back if: " + plan.trigger() + ". Expected rollback time: "
                        + QuantityFormatter.formatPeriod(plan.expectedTime()) + "."),
                new LinkedText(
                        (drillFreshness.fresh() ? "Tested: " : "Not tested: ") + drillFreshness.reason() + ".",
                        "/gates"),
                LinkedText.of(
                        plan.pointOfNoReturn().isEmpty()
                                ? "No point of no return."
                                : "Point of no return: " + plan.pointOfNoReturn() + ".")));
    }

    Section steps() {
        Rollout rollout = inputs.rollout();
        if (rollout == null) {
            return new Section(
                    "Rollout steps",
                    false,
                    List.of(new DataGap(
                            "rollout of flag " + inputs.assessment().flag() + ", with its steps",
                            "./evenkeel rollout start " + inputs.assessment().flag()
                                    + "; with --wait-for-gates, it waits until all gates are open")));
        }
        List<List<LinkedText>> rows = new ArrayList<>();
        for (RolloutStep step : rollout.plan().steps()) {
            rows.add(List.of(
                    new LinkedText(Integer.toString(rows.size() + 1), "/rollouts/" + rollout.id()),
                    LinkedText.of(step.exposure().toString()),
                    LinkedText.of("at least " + QuantityFormatter.formatPeriod(step.dwell())),
                    LinkedText.of(step.approval() ? "evidence, gates and an approval" : "evidence and gates")));
        }
        return new Section(
                "Rollout steps",
                false,
                List.of(
                        new Table(List.of("Step", "Exposure", "Duration", "Advances with"), rows),
                        new Paragraph(List.of(new LinkedText(
                                "A violated guardrail of plan \""
                                        + rollout.plan().name()
                                        + "\" rolls the change back automatically; insufficient data pauses it.",
                                "/rollouts/" + rollout.id())))));
    }

    Section decision() {
        List<Block> blocks = new ArrayList<>();
        AssessmentApi.Decision decision = inputs.assessment().decision();
        if (decision == null) {
            blocks.add(new DataGap(
                    "decision on this assessment",
                    "./evenkeel assessment decide " + inputs.assessment().id() + " --course NAME --reason TEXT"));
        } else {
            blocks.add(new Paragraph(List.of(
                    new LinkedText(
                            decision.decidedBy() + " decided on \"" + decision.course() + "\" at "
                                    + ReportTimeFormatter.format(decision.at()) + ": " + decision.reason() + ".",
                            inputs.link()),
                    LinkedText.of(CourseRecommendationFormatter.describeDecision(inputs.assessment(), decision)),
                    LinkedText.of(
                            decision.consulted().isEmpty()
                                    ? "Consulted: none."
                                    : "Consulted: " + String.join(", ", decision.consulted()) + "."),
                    LinkedText.of(
                            decision.dissent().isEmpty() ? "No dissent." : "Dissent: " + decision.dissent() + "."),
                    new LinkedText(
                            "Export as a decision record (MADR).",
                            "/api/v1/assessments/" + inputs.assessment().id() + "/decision-record?markdown=true"))));
        }
        blocks.add(
                inputs.records().isEmpty()
                        ? new DataGap(
                                "decision record of assessment "
                                        + inputs.assessment().id(),
                                "./evenkeel assessment export "
                                        + inputs.assessment().id()
                                        + " --folder DIR, then ./evenkeel decision-record import DIR")
                        : Paragraph.of("Decision records: "
                                + inputs.records().stream()
                                        .map(record -> record.id() + " " + record.title() + " ("
                                                + record.frontMatter().status() + ")")
                                        .collect(Collectors.joining(", "))
                                + "."));
        return new Section("Decision record", false, blocks);
    }
}
