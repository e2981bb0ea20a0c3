// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.report;

import static dev.evenkeel.engine.format.QuantityFormatter.formatMoney;
import static dev.evenkeel.engine.format.QuantityFormatter.formatNumber;
import static dev.evenkeel.engine.format.QuantityFormatter.formatProbability;

import dev.evenkeel.api.AssessmentApi;
import dev.evenkeel.api.AssessmentApi.CompletedWorkItem;
import dev.evenkeel.engine.decision.Course;
import dev.evenkeel.engine.decision.CourseRisk.EstimateWithBounds;
import dev.evenkeel.engine.drill.DrillResult;
import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.rollout.RolloutDecisionKind;
import dev.evenkeel.files.report.ReportDocument.Block;
import dev.evenkeel.files.report.ReportDocument.DataGap;
import dev.evenkeel.files.report.ReportDocument.LinkedText;
import dev.evenkeel.files.report.ReportDocument.Paragraph;
import dev.evenkeel.files.report.ReportDocument.Section;
import dev.evenkeel.files.report.ReportDocument.Table;
import dev.evenkeel.server.operations.slo.history.SloWeek;
import dev.evenkeel.server.rollouts.drill.DrillHistoryQueries;
import dev.evenkeel.server.rollouts.rollout.RolloutDecision;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The sections Situation, Task and Action of a change outcome report.
final class ChangeOutcomeSituationActionSections {
    private final ChangeOutcomeReportInputs inputs;

    ChangeOutcomeSituationActionSections(ChangeOutcomeReportInputs inputs) {
        this.inputs = inputs;
    }

    Section situation() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(incidentsBefore());
        blocks.addAll(series());
        double gain = inputs.risk().costs().gainPerWeek().distribution().mean();
        blocks.add(new Paragraph(List.of(
                new LinkedText(
                        "Expected gain of the change: " + formatMoney(gain, inputs.currency()) + " per week.",
                        inputs.link()),
                LinkedText.of(seasons()))));
        return new Section("Situation", false, blocks);
    }

    private Block incidentsBefore() {
        if (inputs.before().isEmpty()) {
            return new DataGap(
                    "SEV1 or SEV2 incidents in the half year before the assessment",
                    "if there were any, import them: ./evenkeel incident import");
        }
        List<List<LinkedText>> rows = inputs.before().stream()
                .map(ChangeOutcomeSituationActionSections::incident)
                .toList();
        return new Table(List.of("Incident", "Opened", "Severity", "Causes", "Loss"), rows);
    }

    static List<LinkedText> incident(Incident incident) {
        var loss = incident.account().impact().financialLoss();
        String causes = String.join(
                ", ",
                incident.account().causeShares().keySet().stream().sorted().toList());
        return List.of(
                new LinkedText(incident.title(), "/incidents/" + incident.id()),
                LinkedText.of(ChangeOutcomeReportInputs.day(incident.openedAt()).toString()),
                LinkedText.of(incident.severity().severity().name()),
                LinkedText.of(causes.isEmpty() ? "unknown" : causes),
                LinkedText.of(loss == null ? "unknown" : formatMoney(loss.amount(), loss.currency())));
    }

    /* Only weeks before the trigger. */
    private List<Block> series() {
        LocalDate trigger = ChangeOutcomeReportInputs.day(
                inputs.before().isEmpty()
                        ? inputs.assessment().createdAt()
                        : inputs.before().getFirst().openedAt());
        List<List<LinkedText>> rows = new ArrayList<>();
        for (Map.Entry<String, List<SloWeek>> one : inputs.weeks().entrySet()) {
            List<SloWeek> weeks = one.getValue().stream()
                    .filter(week -> !week.weekStart().plusDays(7).isAfter(trigger))
                    .toList();
            long bad = weeks.stream().mapToLong(week -> week.counts().bad()).sum();
            long total = weeks.stream().mapToLong(week -> week.counts().total()).sum();
            long told = weeks.stream().filter(SloWeek::imported).count();
            rows.add(List.of(
                    new LinkedText(one.getKey(), "/slos/" + one.getKey()),
                    LinkedText.of(weeks.size() + (told == 0 ? "" : " (" + told + " imported)")),
                    LinkedText.of(total == 0 ? "unknown" : String.format(Locale.ROOT, "%,d of %,d", bad, total)),
                    LinkedText.of(total == 0 ? "unknown" : QuantityFormatter.formatPercent((double) bad / total))));
        }
        boolean known = rows.stream().anyMatch(row -> !row.get(3).text().equals("unknown"));
        return known
                ? List.of(
                        Paragraph.of(
                                "Failures before " + trigger + ", the day of the first of these incidents. Later weeks"
                                        + " are excluded, because they would overstate the improvement."),
                        new Table(List.of("SLO", "Weeks", "Failures", "Rate"), rows))
                : List.of(new DataGap(
                        "weekly failure counts before " + trigger,
                        "import them: ./evenkeel slo history SLO --import FILE"));
    }

    private String seasons() {
        return inputs.risk().seasons().isEmpty()
                ? ""
                : "Seasons: "
                        + String.join(
                                ", ",
                                inputs.risk().seasons().stream()
                                        .map(season ->
                                                season.name() + " (" + season.from() + " to " + season.to() + ")")
                                        .toList())
                        + ".";
    }

    Section task() {
        AssessmentApi.Decision decision = inputs.assessment().decision();
        if (decision == null) {
            return new Section(
                    "Task",
                    false,
                    List.of(new DataGap(
                            "decision on assessment " + inputs.assessment().id(),
                            "./evenkeel assessment decide "
                                    + inputs.assessment().id())));
        }
        EstimateWithBounds chance =
                inputs.assessment().getCourse(decision.course()).chance();
        return new Section(
                "Task",
                false,
                List.of(new Paragraph(List.of(
                        new LinkedText(
                                decision.decidedBy() + " decided on \"" + decision.course() + "\" at "
                                        + ReportTimeFormatter.format(decision.at()) + ": " + decision.reason() + ".",
                                inputs.link()),
                        LinkedText.of(CourseRecommendationFormatter.describeDecision(inputs.assessment(), decision)),
                        LinkedText.of("Forecast probability of a major incident: "
                                + formatProbability(chance.middle(), chance.low(), chance.high())
                                + "."),
                        LinkedText.of(
                                decision.dissent().isEmpty()
                                        ? "No dissent."
                                        : "Dissent: " + decision.dissent() + ".")))));
    }

    Section action() {
        List<Block> blocks = new ArrayList<>();
        var evidence = new TeamTimeAndDetectionBlocks(inputs);
        blocks.addAll(work());
        blocks.addAll(evidence.split());
        blocks.addAll(evidence.detections());
        blocks.add(drills());
        blocks.addAll(rollouts());
        return new Section("Action", false, blocks);
    }

    private List<Block> work() {
        Course chosen = inputs.chosen();
        if (chosen == null || chosen.work().isEmpty()) {
            return List.of();
        }
        List<Block> blocks = new ArrayList<>();
        List<List<LinkedText>> rows = new ArrayList<>();
        for (String item : chosen.work()) {
            Optional<CompletedWorkItem> done = inputs.assessment().completedWork().stream()
                    .filter(one -> one.item().equals(item))
                    .findFirst();
            if (done.isEmpty()) {
                blocks.add(new DataGap(
                        "completion of work \"" + item + "\"",
                        "./evenkeel assessment complete-work "
                                + inputs.assessment().id()));
            } else {
                rows.add(work(item, done.get()));
            }
        }
        if (!rows.isEmpty()) {
            blocks.add(new Table(
                    List.of("Work", "Causes", "Planned weeks", "Actual weeks", "Completed", "By", "Evidence"), rows));
        }
        return blocks;
    }

    private List<LinkedText> work(String item, CompletedWorkItem done) {
        var planned = inputs.risk().work().stream()
                .filter(one -> one.name().equals(item))
                .findFirst()
                .orElseThrow();
        return List.of(
                new LinkedText(item, inputs.link()),
                LinkedText.of(String.join(
                        ", ", planned.cures().keySet().stream().sorted().toList())),
                LinkedText.of(formatNumber(planned.weeks().distribution().mean())),
                LinkedText.of(formatNumber(done.weeks())),
                LinkedText.of(ChangeOutcomeReportInputs.day(done.at()).toString()),
                LinkedText.of(done.person()),
                LinkedText.of(done.evidence()));
    }

    private Block drills() {
        List<List<LinkedText>> rows = inputs.drills().stream()
                .filter(drill -> drill.result() != null)
                .map(ChangeOutcomeSituationActionSections::drill)
                .toList();
        return rows.isEmpty()
                ? new DataGap(
                        "rollback drills since the assessment",
                        "./evenkeel drill run " + inputs.assessment().flag())
                : new Table(List.of("Drill", "Ended", "Passed", "Duration", "Expected"), rows);
    }

    private static List<LinkedText> drill(DrillHistoryQueries.DrillHistoryEntry drill) {
        DrillResult result = Objects.requireNonNull(drill.result());
        var times = result.times();
        return List.of(
                new LinkedText(drill.id(), "/gates"),
                LinkedText.of(ReportTimeFormatter.format(result.endedAt())),
                LinkedText.of(result.isSuccessful() ? "yes" : "no"),
                LinkedText.of(times == null ? "unknown" : QuantityFormatter.formatElapsed(times.total())),
                LinkedText.of(QuantityFormatter.formatPeriod(drill.expectedTime())));
    }

    private List<Block> rollouts() {
        if (inputs.rollouts().isEmpty()) {
            return List.of(new DataGap(
                    "rollouts of flag " + inputs.assessment().flag() + " since the assessment",
                    "./evenkeel rollout start " + inputs.assessment().flag()));
        }
        List<List<LinkedText>> rows = new ArrayList<>();
        for (ChangeOutcomeReportInputs.RolloutWithDecisions went : inputs.rollouts()) {
            went.decisions().stream()
                    .filter(decision -> decision.kind() != RolloutDecisionKind.HOLD
                            && decision.kind() != RolloutDecisionKind.OBSERVE)
                    .forEach(decision -> rows.add(step(went, decision)));
        }
        return List.of(new Table(List.of("Rollout", "Time", "Decision", "Exposure", "Reason"), rows));
    }

    private static List<LinkedText> step(
            ChangeOutcomeReportInputs.RolloutWithDecisions went, RolloutDecision decision) {
        return List.of(
                new LinkedText(
                        went.rollout().id(), "/rollouts/" + went.rollout().id()),
                LinkedText.of(ReportTimeFormatter.format(decision.at())),
                LinkedText.of(decision.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ')),
                LinkedText.of(decision.exposure().toString()),
                LinkedText.of(decision.reason()));
    }
}
