// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.report;

import static dev.evenkeel.engine.format.QuantityFormatter.formatMoney;
import static dev.evenkeel.engine.format.QuantityFormatter.formatNumber;
import static dev.evenkeel.engine.format.QuantityFormatter.formatProbability;

import dev.evenkeel.api.ReportApi.Lesson;
import dev.evenkeel.engine.decision.Course;
import dev.evenkeel.engine.decision.result.RiskComparisonResult.CommitmentResult;
import dev.evenkeel.engine.decision.result.RiskComparisonResult.CourseResult;
import dev.evenkeel.engine.effectiveness.BeforeAfterWindow;
import dev.evenkeel.engine.effectiveness.CleanStagesLikelihoodRatio;
import dev.evenkeel.engine.effectiveness.ServiceErrorRateEffect;
import dev.evenkeel.engine.effectiveness.ServiceIncidentRateEffect;
import dev.evenkeel.engine.effectiveness.SeverityRatedIncident;
import dev.evenkeel.engine.effectiveness.WeeklyFailedCallCount;
import dev.evenkeel.engine.effectiveness.WeeklyFailedCallSeries;
import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.incident.FollowUp;
import dev.evenkeel.engine.incident.HarmDurationCalculator;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.IncidentSeverity;
import dev.evenkeel.engine.rollout.RolloutStatus;
import dev.evenkeel.engine.stats.RateRatio.FailureCount;
import dev.evenkeel.files.report.ReportDocument.Block;
import dev.evenkeel.files.report.ReportDocument.DataGap;
import dev.evenkeel.files.report.ReportDocument.LinkedText;
import dev.evenkeel.files.report.ReportDocument.Paragraph;
import dev.evenkeel.files.report.ReportDocument.Section;
import dev.evenkeel.files.report.ReportDocument.Table;
import dev.evenkeel.server.operations.slo.history.SloWeek;
import dev.evenkeel.server.rollouts.evidence.VariantCounts;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The sections Result, Lessons and Honesty of a change outcome report.
final class ChangeOutcomeResultSections {
    private static final double DAYS = 7;
    private static final double MICROS = 1_000;
    private static final double MEDIAN = 0.5;
    private static final double TAIL = 0.95;

    private final ChangeOutcomeReportInputs inputs;

    ChangeOutcomeResultSections(ChangeOutcomeReportInputs inputs) {
        this.inputs = inputs;
    }

    Section result() {
        List<Block> blocks = new ArrayList<>();
        BeforeAfterWindow window = inputs.window();
        if (window == null) {
            blocks.add(Paragraph.of("No before/after comparison: the work and the change are not complete yet, or were"
                    + " completed today."));
        } else {
            inputs.weeks().forEach((slo, weeks) -> blocks.add(errors(window, slo, weeks)));
            blocks.add(incidents(window));
        }
        blocks.add(since());
        blocks.addAll(besideControl());
        blocks.add(dates());
        blocks.add(forecasts());
        return new Section("Result", false, blocks);
    }

    private Block errors(BeforeAfterWindow window, String slo, List<SloWeek> weeks) {
        List<WeeklyFailedCallSeries> others = inputs.comparedWeeks().entrySet().stream()
                .filter(other -> !other.getKey().equals(slo))
                .map(other -> toWeeklyCounts(other.getKey(), other.getValue()))
                .toList();
        ServiceErrorRateEffect result = ServiceErrorRateEffect.of(window, toWeeklyCounts(slo, weeks), others);
        List<LinkedText> texts = new ArrayList<>();
        texts.add(new LinkedText(slo, "/slos/" + slo));
        texts.add(LinkedText.of(result.statement().sentence() + "."));
        if (result.comparison() != null) {
            result.comparison()
                    .excluded()
                    .forEach(left -> texts.add(
                            LinkedText.of("Not compared with " + left.service() + ": " + left.reason() + ".")));
        }
        return new Paragraph(texts);
    }

    private static WeeklyFailedCallSeries toWeeklyCounts(String slo, List<SloWeek> weeks) {
        return new WeeklyFailedCallSeries(
                slo,
                weeks.stream()
                        .filter(week -> week.counts().total() > 0)
                        .map(week -> new WeeklyFailedCallCount(
                                week.weekStart(),
                                new FailureCount(
                                        week.counts().bad(), week.counts().total())))
                        .toList());
    }

    private Block incidents(BeforeAfterWindow window) {
        List<SeverityRatedIncident> graded = inputs.incidents().stream()
                .map(incident -> new SeverityRatedIncident(
                        ChangeOutcomeReportInputs.day(incident.openedAt()),
                        incident.severity(),
                        HarmDurationCalculator.calculateMinutes(incident),
                        incident.account().impact().financialLoss() == null
                                ? null
                                : incident.account().impact().financialLoss().amount()))
                .toList();
        LocalDate from = inputs.incidents().isEmpty()
                ? window.trigger()
                : ChangeOutcomeReportInputs.day(inputs.incidents().getFirst().openedAt());
        ServiceIncidentRateEffect result = ServiceIncidentRateEffect.of(window, from, graded, IncidentSeverity.SERIOUS);
        return new Paragraph(List.of(new LinkedText(
                "SEV1 and SEV2 incidents: " + result.statement().sentence() + "; " + result.formatTotals() + ".",
                "/incidents")));
    }

    /* Incidents since the decision, selected by the same rule as those before. */
    private Block since() {
        Instant from = inputs.assessment().decision() == null
                ? inputs.assessment().createdAt()
                : inputs.assessment().decision().at();
        List<Incident> came = inputs.incidents().stream()
                .filter(incident -> incident.openedAt().isAfter(from))
                .filter(Incident::isSerious)
                .toList();
        if (came.isEmpty()) {
            return new Paragraph(
                    List.of(new LinkedText("No SEV1 or SEV2 incidents since the decision.", "/incidents")));
        }
        return new Table(
                List.of("Incident since the decision", "Opened", "Severity", "Causes", "Loss"),
                came.stream()
                        .map(ChangeOutcomeSituationActionSections::incident)
                        .toList());
    }

    /* The only comparison with a control group. */
    private List<Block> besideControl() {
        return inputs.rollouts().stream()
                .map(ChangeOutcomeReportInputs.RolloutWithDecisions::rollout)
                .filter(rollout -> rollout.totals().candidate().calls() > 0)
                .map(ChangeOutcomeResultSections::besideControl)
                .toList();
    }

    private static Block besideControl(Rollout rollout) {
        VariantCounts control = rollout.totals().control();
        VariantCounts candidate = rollout.totals().candidate();
        return new Table(
                List.of("Variants in rollout " + rollout.id(), "Calls", "Failed", "p50", "p95"),
                List.of(
                        side(rollout, rollout.control() + " (control)", control),
                        side(rollout, rollout.candidate() + " (candidate)", candidate)));
    }

    private static List<LinkedText> side(Rollout rollout, String name, VariantCounts counts) {
        return List.of(
                new LinkedText(name, "/rollouts/" + rollout.id()),
                LinkedText.of(QuantityFormatter.formatCount(counts.calls())),
                LinkedText.of(QuantityFormatter.formatPercent(
                        counts.calls() == 0 ? 0 : (double) counts.failures() / counts.calls())),
                LinkedText.of(millis(counts, MEDIAN)),
                LinkedText.of(millis(counts, TAIL)));
    }

    private static String millis(VariantCounts counts, double quantile) {
        return counts.latency().count() == 0
                ? "unknown"
                : QuantityFormatter.formatMillis(counts.latency().quantileMicros(quantile) / MICROS);
    }

    private Block dates() {
        Course chosen = inputs.chosen();
        if (chosen == null || !chosen.migrates()) {
            return Paragraph.of("No planned completion date.");
        }
        LocalDate done = inputs.rollouts().stream()
                .map(ChangeOutcomeReportInputs.RolloutWithDecisions::rollout)
                .filter(rollout -> rollout.status() == RolloutStatus.COMPLETED)
                .findFirst()
                .map(rollout -> ChangeOutcomeReportInputs.day(rollout.position().endedAt()))
                .orElse(null);
        double weeks = inputs.course(chosen).atMeans().doneAfterWeeks();
        LocalDate planned = inputs.risk().asOf().plusDays(Math.round(weeks * DAYS));
        List<LinkedText> texts = new ArrayList<>();
        texts.add(LinkedText.of("Planned completion: " + planned + "; " + formatCompletion(planned, done) + "."));
        for (CommitmentResult promised : inputs.course(chosen).commitments()) {
            LocalDate date = promised.date();
            texts.add(new LinkedText(
                    "Promised date: " + date + " (" + promised.name() + "), probability "
                            + formatProbability(promised.met()) + " at the decision; "
                            + formatCompletion(date, done) + ".",
                    "/forecasts"));
        }
        return new Paragraph(texts);
    }

    private static String formatCompletion(LocalDate planned, @Nullable LocalDate done) {
        return done == null ? "not complete" : "completed on " + done + ", " + formatDeviation(planned, done);
    }

    private static String formatDeviation(LocalDate planned, LocalDate real) {
        long days = ChronoUnit.DAYS.between(real, planned);
        return days == 0 ? "on time" : Math.abs(days) + " days " + (days > 0 ? "early" : "late");
    }

    private Block forecasts() {
        return inputs.forecasts().isEmpty()
                ? new DataGap(
                        "forecasts for this decision", "the server creates them after a decision to make the change")
                : new Table(
                        List.of("Forecast", "Prediction", "Horizon", "Outcome"),
                        inputs.forecasts().stream()
                                .map(MemoSourceSections::forecast)
                                .toList());
    }

    Section lessons() {
        return new Section(
                "Lessons",
                false,
                List.of(
                        inputs.lessons().isEmpty()
                                ? new DataGap(
                                        "lessons of this change",
                                        "./evenkeel report lesson "
                                                + inputs.assessment().flag()
                                                + " --related-to FORECAST_OR_INCIDENT TEXT")
                                : new Table(
                                        List.of("Lesson", "Author", "Related to"),
                                        inputs.lessons().stream()
                                                .map(ChangeOutcomeResultSections::lesson)
                                                .toList())));
    }

    private static List<LinkedText> lesson(Lesson lesson) {
        boolean incident = lesson.relatedTo().startsWith("i-");
        return List.of(
                LinkedText.of(lesson.lesson()),
                LinkedText.of(lesson.person()),
                new LinkedText(lesson.relatedTo(), incident ? "/incidents/" + lesson.relatedTo() : "/forecasts"));
    }

    Section honesty() {
        List<Block> blocks = new ArrayList<>();
        inputs.alternative().map(this::alternative).ifPresent(blocks::add);
        blocks.add(Paragraph.of(
                "Failure rates tend to fall after a bad period (regression to the mean), so the baseline ends"
                        + " before the first incident. Since the decision, the service had " + inputs.otherChanges()
                        + " other changes, which also affect the numbers. " + beside()));
        List<String> open = inputs.before().stream()
                .flatMap(incident -> incident.followUps().stream()
                        .filter(followUp -> followUp.done() == null)
                        .map(followUp -> format(incident, followUp)))
                .toList();
        blocks.add(Paragraph.of(
                open.isEmpty()
                        ? "The earlier incidents have no open follow-ups."
                        : "Open follow-ups: " + String.join("; ", open) + "."));
        return new Section("Limitations", false, blocks);
    }

    private Block alternative(Course course) {
        CourseResult result = inputs.course(course);
        return new Paragraph(List.of(
                new LinkedText(
                        "Course not taken, \"" + course.name() + "\": the model estimates a "
                                + formatProbability(result.atMeans().chance())
                                + " probability of a major incident and an average loss of "
                                + formatMoney(result.atMeans().expectedLoss(), inputs.currency())
                                + ". These numbers are estimates, not observations.",
                        inputs.link()),
                LinkedText.of(favour(result))));
    }

    private String beside() {
        return inputs.comparedWeeks().isEmpty()
                ? "The case names no SLOs for comparison, so effects on all services are included."
                : "Comparison SLOs, chosen before the result was known: "
                        + String.join(", ", inputs.comparedWeeks().keySet()) + ".";
    }

    private String favour(CourseResult road) {
        Course chosen = inputs.chosen();
        if (chosen == null || !chosen.migrates()) {
            return "";
        }
        double one = inputs.course(chosen).atMeans().chance();
        double other = road.atMeans().chance();
        return one >= other || other >= 1
                ? ""
                : "One migration without an incident is weak evidence: it favors " + formatProbability(one) + " over "
                        + formatProbability(other) + " by only "
                        + formatNumber(CleanStagesLikelihoodRatio.calculate(1, one, other)) + " to 1.";
    }

    private static String format(Incident incident, FollowUp followUp) {
        return followUp.description() + " (" + followUp.owner() + ", due " + followUp.dueDate() + ", incident "
                + incident.id() + ")";
    }

    Section auditTrail() {
        return new Section(
                "Audit log",
                true,
                List.of(new Table(
                        List.of("Time", "User", "Action", "Subject", "Reason"),
                        inputs.auditEntries().stream()
                                .map(entry -> List.of(
                                        LinkedText.of(entry.at()
                                                .toString()
                                                .substring(0, 19)
                                                .replace('T', ' ')),
                                        LinkedText.of(entry.actor()),
                                        LinkedText.of(entry.action()),
                                        LinkedText.of(entry.subject()),
                                        LinkedText.of(entry.reason())))
                                .toList())));
    }
}
