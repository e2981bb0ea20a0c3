// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.report;

import static dev.evenkeel.files.report.Figures.decimal;
import static dev.evenkeel.files.report.Figures.money;
import static dev.evenkeel.files.report.Figures.percent;

import dev.evenkeel.engine.decision.Course;
import dev.evenkeel.engine.effectiveness.CleanStages;
import dev.evenkeel.engine.effectiveness.ErrorRateResult;
import dev.evenkeel.engine.effectiveness.GradedIncident;
import dev.evenkeel.engine.effectiveness.IncidentRateResult;
import dev.evenkeel.engine.effectiveness.ResultWindow;
import dev.evenkeel.engine.effectiveness.ServiceWeeks;
import dev.evenkeel.engine.effectiveness.Week;
import dev.evenkeel.engine.incident.FollowUp;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.LostTime;
import dev.evenkeel.engine.incident.Severity;
import dev.evenkeel.engine.stats.RateRatio.Counted;
import dev.evenkeel.files.report.Report.Block;
import dev.evenkeel.files.report.Report.Gap;
import dev.evenkeel.files.report.Report.Section;
import dev.evenkeel.files.report.Report.Table;
import dev.evenkeel.files.report.Report.Text;
import dev.evenkeel.files.report.Report.Words;
import dev.evenkeel.server.operations.slo.history.SloWeek;
import dev.evenkeel.server.rollouts.evidence.VariantCounts;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Result, lessons and honesty of a change, from its records.
final class StarResult {
    private static final double DAYS = 7;
    private static final double MICROS = 1_000;
    private static final double MEDIAN = 0.5;
    private static final double TAIL = 0.95;

    private final StarFacts facts;

    StarResult(StarFacts facts) {
        this.facts = facts;
    }

    Section result() {
        List<Block> blocks = new ArrayList<>();
        ResultWindow window = facts.window();
        if (window == null) {
            blocks.add(Words.of("Before and after cannot be compared: the work and the change are not in force yet, or"
                    + " only since today."));
        } else {
            facts.weeks().forEach((slo, weeks) -> blocks.add(errors(window, slo, weeks)));
            blocks.add(incidents(window));
        }
        blocks.add(since());
        blocks.addAll(besideControl());
        blocks.add(dates());
        blocks.add(forecasts());
        return new Section("Result", false, blocks);
    }

    private Block errors(ResultWindow window, String slo, List<SloWeek> weeks) {
        List<ServiceWeeks> others = facts.compared().entrySet().stream()
                .filter(other -> !other.getKey().equals(slo))
                .map(other -> counted(other.getKey(), other.getValue()))
                .toList();
        ErrorRateResult result = ErrorRateResult.of(window, counted(slo, weeks), others);
        List<Text> texts = new ArrayList<>();
        texts.add(new Text(slo, "/slos/" + slo));
        texts.add(Text.of(result.answer().sentence() + "."));
        if (result.comparison() != null) {
            result.comparison()
                    .leftOut()
                    .forEach(left ->
                            texts.add(Text.of("Not compared with " + left.service() + ": " + left.reason() + ".")));
        }
        return new Words(texts);
    }

    private static ServiceWeeks counted(String slo, List<SloWeek> weeks) {
        return new ServiceWeeks(
                slo,
                weeks.stream()
                        .filter(week -> week.counts().total() > 0)
                        .map(week -> new Week(
                                week.begins(),
                                new Counted(week.counts().bad(), week.counts().total())))
                        .toList());
    }

    private Block incidents(ResultWindow window) {
        List<GradedIncident> graded = facts.incidents().stream()
                .map(incident -> new GradedIncident(
                        StarFacts.day(incident.openedAt()),
                        incident.severity(),
                        LostTime.minutes(incident),
                        incident.account().impact().lost() == null
                                ? null
                                : incident.account().impact().lost().amount()))
                .toList();
        LocalDate from = facts.incidents().isEmpty()
                ? window.trigger()
                : StarFacts.day(facts.incidents().getFirst().openedAt());
        IncidentRateResult result = IncidentRateResult.of(window, from, graded, Severity.SERIOUS);
        return new Words(List.of(new Text(
                "Incidents of SEV2 or worse: " + result.answer().sentence() + "; " + result.sums() + ".",
                "/incidents")));
    }

    /* Since the decision, by the same rule as before. */
    private Block since() {
        Instant from = facts.made().decision() == null
                ? facts.made().madeAt()
                : facts.made().decision().at();
        List<Incident> came = facts.incidents().stream()
                .filter(incident -> incident.openedAt().isAfter(from))
                .filter(Incident::isSerious)
                .toList();
        if (came.isEmpty()) {
            return new Words(List.of(new Text("No incident of SEV2 or worse since the decision.", "/incidents")));
        }
        return new Table(
                List.of("Incident since the decision", "Opened", "Severity", "Causes", "Lost"),
                came.stream().map(StarStory::incident).toList());
    }

    /* The one comparison that has a control group. */
    private List<Block> besideControl() {
        return facts.rollouts().stream()
                .map(StarFacts.Went::rollout)
                .filter(rollout -> rollout.totals().candidate().calls() > 0)
                .map(StarResult::besideControl)
                .toList();
    }

    private static Block besideControl(Rollout rollout) {
        VariantCounts control = rollout.totals().control();
        VariantCounts candidate = rollout.totals().candidate();
        return new Table(
                List.of("In rollout " + rollout.id() + ", side by side", "Calls", "Failed", "p50", "p95"),
                List.of(
                        side(rollout, rollout.control() + " (control)", control),
                        side(rollout, rollout.candidate() + " (candidate)", candidate)));
    }

    private static List<Text> side(Rollout rollout, String name, VariantCounts counts) {
        return List.of(
                new Text(name, "/rollouts/" + rollout.id()),
                Text.of(String.format(Locale.ROOT, "%,d", counts.calls())),
                Text.of(percent(counts.calls() == 0 ? 0 : (double) counts.failures() / counts.calls())),
                Text.of(millis(counts, MEDIAN)),
                Text.of(millis(counts, TAIL)));
    }

    private static String millis(VariantCounts counts, double quantile) {
        return counts.latency().count() == 0
                ? "not known"
                : String.format(Locale.ROOT, "%.2f ms", counts.latency().quantileMicros(quantile) / MICROS);
    }

    private Block dates() {
        Course chosen = facts.chosen();
        if (chosen == null || !chosen.migrates()) {
            return Words.of("No date was planned.");
        }
        LocalDate done = facts.rollouts().stream()
                .map(StarFacts.Went::rollout)
                .filter(rollout -> rollout.status() == RolloutStatus.COMPLETED)
                .findFirst()
                .map(rollout -> StarFacts.day(rollout.position().endedAt()))
                .orElse(null);
        double weeks = facts.course(chosen).at("/atMeans/doneAfterWeeks").asDouble();
        LocalDate planned = facts.risk().asOf().plusDays(Math.round(weeks * DAYS));
        List<Text> texts = new ArrayList<>();
        texts.add(Text.of("Planned to be done by " + planned + "; " + came(planned, done) + "."));
        for (JsonNode promised : facts.course(chosen).path("commitments")) {
            LocalDate date = LocalDate.parse(promised.path("date").asString());
            texts.add(new Text(
                    "Promised for " + date + " (" + promised.path("name").asString() + "), "
                            + percent(promised.path("met").asDouble()) + " likely when it was decided; "
                            + came(date, done) + ".",
                    "/forecasts"));
        }
        return new Words(texts);
    }

    private static String came(LocalDate planned, @Nullable LocalDate done) {
        return done == null ? "it is not done" : "it was done on " + done + ", " + ahead(planned, done);
    }

    private static String ahead(LocalDate planned, LocalDate real) {
        long days = ChronoUnit.DAYS.between(real, planned);
        return days == 0 ? "on the day" : Math.abs(days) + " days " + (days > 0 ? "early" : "late");
    }

    private Block forecasts() {
        return facts.forecasts().isEmpty()
                ? new Gap(
                        "no forecast was made with the decision",
                        "the server makes one when somebody decides on a course that makes the change")
                : new Table(
                        List.of("Forecast", "Said", "Until", "Came"),
                        facts.forecasts().stream().map(MemoSources::forecast).toList());
    }

    Section learned() {
        return new Section(
                "Learned",
                false,
                List.of(
                        facts.lessons().isEmpty()
                                ? new Gap(
                                        "nobody has written down what was learned",
                                        "./evenkeel report lesson "
                                                + facts.made().flag() + " --about FORECAST_OR_INCIDENT TEXT")
                                : new Table(
                                        List.of("Lesson", "By", "About"),
                                        facts.lessons().stream()
                                                .map(StarResult::lesson)
                                                .toList())));
    }

    private static List<Text> lesson(Lesson lesson) {
        boolean incident = lesson.about().startsWith("i-");
        return List.of(
                Text.of(lesson.lesson()),
                Text.of(lesson.person()),
                new Text(lesson.about(), incident ? "/incidents/" + lesson.about() : "/forecasts"));
    }

    Section honesty() {
        List<Block> blocks = new ArrayList<>();
        facts.alternative().map(this::alternative).ifPresent(blocks::add);
        blocks.add(
                Words.of("A bad time is followed by a better one on its own, which is why the baseline ends before the"
                        + " first incident. Since the decision the service had " + facts.otherChanges()
                        + " other changes, whose effect is in the numbers. " + beside()));
        List<String> open = facts.before().stream()
                .flatMap(incident -> incident.followUps().stream()
                        .filter(followUp -> followUp.done() == null)
                        .map(followUp -> words(incident, followUp)))
                .toList();
        blocks.add(Words.of(
                open.isEmpty()
                        ? "No follow-up of the incidents before is open."
                        : "Still open: " + String.join("; ", open) + "."));
        return new Section("Honesty", false, blocks);
    }

    private Block alternative(Course course) {
        JsonNode result = facts.course(course);
        return new Words(List.of(
                new Text(
                        "The course not taken, \"" + course.name() + "\": the model says "
                                + percent(result.at("/atMeans/chance").asDouble())
                                + " for a major incident and a loss of "
                                + money(result.at("/atMeans/expectedLoss").asDouble()) + " " + facts.currency()
                                + " on average. Nobody observed it.",
                        facts.link()),
                Text.of(favour(result))));
    }

    private String beside() {
        return facts.compared().isEmpty()
                ? "The case named no other service to compare with, so what happened to all of them is in there too."
                : "Compared with " + String.join(", ", facts.compared().keySet())
                        + ", which the case named before anybody could know the result.";
    }

    private String favour(JsonNode road) {
        Course chosen = facts.chosen();
        if (chosen == null || !chosen.migrates()) {
            return "";
        }
        double one = facts.course(chosen).at("/atMeans/chance").asDouble();
        double other = road.at("/atMeans/chance").asDouble();
        return one >= other || other >= 1
                ? ""
                : "One migration without an incident favours " + percent(one) + " over " + percent(other) + " by "
                        + decimal(CleanStages.favour(1, one, other)) + " to 1, no more.";
    }

    private static String words(Incident incident, FollowUp followUp) {
        return followUp.what() + " (" + followUp.owner() + ", until " + followUp.due() + ", of " + incident.id() + ")";
    }

    Section deeds() {
        return new Section(
                "Who did what",
                true,
                List.of(new Table(
                        List.of("At", "Who", "What", "Of", "Why"),
                        facts.deeds().stream()
                                .map(deed -> List.of(
                                        Text.of(deed.at()
                                                .toString()
                                                .substring(0, 19)
                                                .replace('T', ' ')),
                                        Text.of(deed.actor()),
                                        Text.of(deed.action()),
                                        Text.of(deed.subject()),
                                        Text.of(deed.reason())))
                                .toList())));
    }
}
