// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.report;

import static dev.evenkeel.files.report.Figures.decimal;
import static dev.evenkeel.files.report.Figures.money;
import static dev.evenkeel.files.report.Figures.percent;

import dev.evenkeel.engine.decision.Course;
import dev.evenkeel.engine.drill.DrillResult;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.files.report.Report.Block;
import dev.evenkeel.files.report.Report.Gap;
import dev.evenkeel.files.report.Report.Section;
import dev.evenkeel.files.report.Report.Table;
import dev.evenkeel.files.report.Report.Text;
import dev.evenkeel.files.report.Report.Words;
import dev.evenkeel.server.decisions.risk.Assessment;
import dev.evenkeel.server.decisions.risk.Assessment.WorkDone;
import dev.evenkeel.server.operations.slo.history.SloWeek;
import dev.evenkeel.server.rollouts.drill.PastDrills;
import dev.evenkeel.server.rollouts.rollout.DecisionKind;
import dev.evenkeel.server.rollouts.rollout.RolloutDecision;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Situation, task and action of a change, from its records.
final class StarStory {
    private final StarFacts facts;

    StarStory(StarFacts facts) {
        this.facts = facts;
    }

    Section situation() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(led());
        blocks.addAll(series());
        double gain = facts.risk().money().gainPerWeek().law().mean();
        blocks.add(new Words(List.of(
                new Text("The change was to gain " + money(gain) + " " + facts.currency() + " a week.", facts.link()),
                Text.of(seasons()))));
        return new Section("Situation", false, blocks);
    }

    private Block led() {
        if (facts.before().isEmpty()) {
            return new Gap(
                    "no serious incident in the half year before the assessment is recorded",
                    "./evenkeel incident import brings a history along");
        }
        List<List<Text>> rows = facts.before().stream().map(StarStory::incident).toList();
        return new Table(List.of("Incident", "Opened", "Severity", "Causes", "Lost"), rows);
    }

    static List<Text> incident(Incident incident) {
        var lost = incident.account().impact().lost();
        String causes = String.join(
                ", ", incident.account().causeParts().keySet().stream().sorted().toList());
        return List.of(
                new Text(incident.title(), "/incidents/" + incident.id()),
                Text.of(StarFacts.day(incident.openedAt()).toString()),
                Text.of(incident.severity().severity().name()),
                Text.of(causes.isEmpty() ? "not known" : causes),
                Text.of(lost == null ? "not known" : money(lost.amount().doubleValue()) + " " + lost.currency()));
    }

    /* Before the trigger, whatever came later. */
    private List<Block> series() {
        LocalDate trigger = StarFacts.day(
                facts.before().isEmpty()
                        ? facts.made().madeAt()
                        : facts.before().getFirst().openedAt());
        List<List<Text>> rows = new ArrayList<>();
        for (Map.Entry<String, List<SloWeek>> one : facts.weeks().entrySet()) {
            List<SloWeek> weeks = one.getValue().stream()
                    .filter(week -> !week.begins().plusDays(7).isAfter(trigger))
                    .toList();
            long bad = weeks.stream().mapToLong(week -> week.counts().bad()).sum();
            long total = weeks.stream().mapToLong(week -> week.counts().total()).sum();
            long told = weeks.stream().filter(SloWeek::told).count();
            rows.add(List.of(
                    new Text(one.getKey(), "/slos/" + one.getKey()),
                    Text.of(weeks.size() + (told == 0 ? "" : " (" + told + " brought along)")),
                    Text.of(total == 0 ? "not known" : String.format(Locale.ROOT, "%,d of %,d", bad, total)),
                    Text.of(total == 0 ? "not known" : percent((double) bad / total))));
        }
        boolean known = rows.stream().anyMatch(row -> !row.get(3).words().equals("not known"));
        return known
                ? List.of(
                        Words.of("Failures before " + trigger + ", the day of the first of these incidents: later weeks"
                                + " would flatter whatever was done."),
                        new Table(List.of("Objective", "Weeks", "Failures", "Rate"), rows))
                : List.of(new Gap(
                        "no week of failures before " + trigger + " is known",
                        "./evenkeel slo weeks brings them along from elsewhere"));
    }

    private String seasons() {
        return facts.risk().seasons().isEmpty()
                ? ""
                : "Seasons: "
                        + String.join(
                                ", ",
                                facts.risk().seasons().stream()
                                        .map(season ->
                                                season.name() + " (" + season.from() + " to " + season.to() + ")")
                                        .toList())
                        + ".";
    }

    Section task() {
        Assessment.Decision decision = facts.made().decision();
        if (decision == null) {
            return new Section(
                    "Task",
                    false,
                    List.of(new Gap(
                            "nobody has decided on assessment " + facts.made().id(),
                            "./evenkeel risk decide " + facts.made().id())));
        }
        JsonNode chance = facts.made().course(decision.course()).path("chance");
        return new Section(
                "Task",
                false,
                List.of(new Words(List.of(
                        new Text(
                                decision.person() + " decided on \"" + decision.course() + "\" at "
                                        + Times.words(decision.at()) + ": " + decision.reason() + ".",
                                facts.link()),
                        Text.of(Recommendation.words(facts.made(), decision)),
                        Text.of("A major incident was forecast with "
                                + percent(
                                        chance.path("middle").asDouble(),
                                        chance.path("low").asDouble(),
                                        chance.path("high").asDouble())
                                + "."),
                        Text.of(
                                decision.dissent().isEmpty()
                                        ? "No dissent."
                                        : "Dissent: " + decision.dissent() + ".")))));
    }

    Section action() {
        List<Block> blocks = new ArrayList<>();
        var evidence = new StarEvidence(facts);
        blocks.addAll(work());
        blocks.addAll(evidence.split());
        blocks.addAll(evidence.detections());
        blocks.add(drills());
        blocks.addAll(rollouts());
        return new Section("Action", false, blocks);
    }

    private List<Block> work() {
        Course chosen = facts.chosen();
        if (chosen == null || chosen.work().isEmpty()) {
            return List.of();
        }
        List<Block> blocks = new ArrayList<>();
        List<List<Text>> rows = new ArrayList<>();
        for (String item : chosen.work()) {
            Optional<WorkDone> done = facts.made().done().stream()
                    .filter(one -> one.item().equals(item))
                    .findFirst();
            if (done.isEmpty()) {
                blocks.add(new Gap(
                        "nobody has said that \"" + item + "\" is done",
                        "./evenkeel risk done " + facts.made().id()));
            } else {
                rows.add(work(item, done.get()));
            }
        }
        if (!rows.isEmpty()) {
            blocks.add(new Table(
                    List.of("Work", "Against", "Weeks planned", "Weeks it took", "Done", "By", "Evidence"), rows));
        }
        return blocks;
    }

    private List<Text> work(String item, WorkDone done) {
        var planned = facts.risk().work().stream()
                .filter(one -> one.name().equals(item))
                .findFirst()
                .orElseThrow();
        return List.of(
                new Text(item, facts.link()),
                Text.of(String.join(
                        ", ", planned.cures().keySet().stream().sorted().toList())),
                Text.of(decimal(planned.weeks().law().mean())),
                Text.of(decimal(done.weeks())),
                Text.of(StarFacts.day(done.at()).toString()),
                Text.of(done.person()),
                Text.of(done.evidence()));
    }

    private Block drills() {
        List<List<Text>> rows = facts.drills().stream()
                .filter(drill -> drill.result() != null)
                .map(StarStory::drill)
                .toList();
        return rows.isEmpty()
                ? new Gap(
                        "no drill of the rollback since the assessment is recorded",
                        "./evenkeel drill run " + facts.made().flag())
                : new Table(List.of("Drill", "Ended", "Kept", "Took", "Expected"), rows);
    }

    private static List<Text> drill(PastDrills.Ordered drill) {
        DrillResult result = Objects.requireNonNull(drill.result());
        var times = result.times();
        return List.of(
                new Text(drill.id(), "/gates"),
                Text.of(Times.words(result.endedAt())),
                Text.of(result.isKept() ? "yes" : "no"),
                Text.of(times == null ? "not known" : decimal(times.total().toMillis() / 1_000.0) + " s"),
                Text.of(Times.words(drill.expectedTime())));
    }

    private List<Block> rollouts() {
        if (facts.rollouts().isEmpty()) {
            return List.of(new Gap(
                    "no rollout of flag " + facts.made().flag() + " since the assessment is recorded",
                    "./evenkeel rollout start"));
        }
        List<List<Text>> rows = new ArrayList<>();
        for (StarFacts.Went went : facts.rollouts()) {
            went.decisions().stream()
                    .filter(decision -> decision.kind() != DecisionKind.HOLD && decision.kind() != DecisionKind.OBSERVE)
                    .forEach(decision -> rows.add(step(went, decision)));
        }
        return List.of(new Table(List.of("Rollout", "At", "What", "Users", "Why"), rows));
    }

    private static List<Text> step(StarFacts.Went went, RolloutDecision decision) {
        return List.of(
                new Text(went.rollout().id(), "/rollouts/" + went.rollout().id()),
                Text.of(Times.words(decision.at())),
                Text.of(decision.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ')),
                Text.of(decision.exposure().toString()),
                Text.of(decision.reason()));
    }
}
