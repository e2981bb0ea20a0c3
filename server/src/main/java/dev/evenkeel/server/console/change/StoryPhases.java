// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.change;

import dev.evenkeel.engine.audit.AuditEntry;
import dev.evenkeel.engine.drill.DrillResult;
import dev.evenkeel.engine.forecast.Resolution;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.server.console.change.ChangePage.Entry;
import dev.evenkeel.server.console.change.ChangePage.Phase;
import dev.evenkeel.server.console.change.ChangePage.Place;
import dev.evenkeel.server.console.kit.Mark;
import dev.evenkeel.server.console.kit.Numbers;
import dev.evenkeel.server.console.rollout.DecisionRow;
import dev.evenkeel.server.decisions.forecast.KeptForecast;
import dev.evenkeel.server.decisions.report.ChangeStory;
import dev.evenkeel.server.decisions.report.ChangeStory.Attempt;
import dev.evenkeel.server.decisions.report.Lesson;
import dev.evenkeel.server.decisions.risk.Assessment;
import dev.evenkeel.server.rollouts.drill.PastDrills;
import dev.evenkeel.server.rollouts.drill.PlanStanding;
import dev.evenkeel.server.rollouts.rollout.DecisionKind;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutDecision;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// Tells the story of a change that a flag leads, phase by phase.
final class StoryPhases {
    private static final int MOST_ENTRIES = 60;
    private static final Set<DecisionKind> LAST =
            Set.of(DecisionKind.COMPLETE, DecisionKind.ROLL_BACK, DecisionKind.ABORT);

    private final LedChange.Facts facts;
    private final ChangeStory story;

    StoryPhases(LedChange.Facts facts) {
        this.facts = facts;
        this.story = facts.story();
    }

    Phase assess() {
        Assessment made = story.made();
        if (made == null) {
            return new Phase(
                    "Assess",
                    Place.UNKNOWN,
                    List.of("Its risk was not assessed. ./evenkeel risk record CASE --flag " + story.flag()
                            + " assesses one."),
                    List.of(),
                    List.of());
        }
        List<Entry> entries = new ArrayList<>();
        String memo = "/assessments/" + made.id();
        String best = made.result().path("best").asString();
        entries.add(new Entry(
                made.madeAt(),
                new Mark(Mark.Tone.CALM, "check", "Risk assessed"),
                Numbers.sentence(made.name() + ": "
                        + (made.result().path("decides").asBoolean()
                                ? "\"" + best + "\" costs least"
                                : "the data do not decide; \"" + best + "\" on average")),
                memo,
                made.author()));
        story.forecasts().stream()
                .filter(forecast -> !isOfStep(forecast))
                .map(StoryPhases::made)
                .forEach(entries::add);
        Assessment.Decision decision = made.decision();
        if (decision != null) {
            entries.add(decided(decision, memo));
        }
        return new Phase(
                "Assess",
                decision == null && story.rollout() == null ? Place.HERE : Place.DONE,
                decision == null ? List.of("Nobody has decided on the assessment.") : List.of(),
                sorted(entries),
                List.of());
    }

    private static Entry decided(Assessment.Decision decision, String memo) {
        String dissent = decision.dissent().isEmpty() ? "" : " " + Numbers.sentence("Dissent: " + decision.dissent());
        return new Entry(
                decision.at(),
                new Mark(Mark.Tone.GOOD, "check", "Decided"),
                Numbers.sentence("\"" + decision.course() + "\": " + decision.reason()) + dissent,
                memo,
                decision.person());
    }

    /* Steps are forecast by the thousand; what came of them is in the result. */
    private static boolean isOfStep(KeptForecast forecast) {
        String origin = forecast.origin();
        return origin != null && origin.startsWith("step:");
    }

    private static Entry made(KeptForecast kept) {
        return new Entry(
                kept.forecast().asOf(),
                new Mark(Mark.Tone.CALM, "question", "Forecast"),
                Numbers.sentence(kept.forecast().statement() + ": "
                        + kept.forecast().prediction().words()),
                "/forecasts",
                kept.forecast().author());
    }

    Phase prepare() {
        List<Entry> entries = new ArrayList<>();
        Assessment made = story.made();
        if (made != null) {
            made.done().stream()
                    .map(done -> new Entry(
                            done.at(),
                            new Mark(Mark.Tone.GOOD, "check", "Work done"),
                            Numbers.sentence(done.item() + ": " + done.evidence()),
                            "/assessments/" + made.id(),
                            done.person()))
                    .forEach(entries::add);
        }
        story.drills().stream().map(StoryPhases::drill).forEach(entries::add);
        story.deeds().stream().flatMap(deed -> prepared(deed).stream()).forEach(entries::add);
        Rollout rollout = story.rollout();
        boolean decided = made != null && made.decision() != null;
        return new Phase(
                "Prepare",
                rollout != null ? (entries.isEmpty() ? Place.UNKNOWN : Place.DONE) : decided ? Place.HERE : Place.AHEAD,
                plan(),
                sorted(entries),
                facts.gates());
    }

    private List<String> plan() {
        PlanStanding plan = story.plan();
        return plan == null
                ? List.of(
                        "There is no rollback plan. ./evenkeel drill plan " + story.flag() + " --file FILE keeps one.")
                : plan.standing().fresh()
                        ? List.of()
                        : List.of(Numbers.sentence(plan.standing().reason()));
    }

    private static Entry drill(PastDrills.Ordered drill) {
        DrillResult result = drill.result();
        Mark what = result == null
                ? new Mark(Mark.Tone.ACTIVE, "play", "Drill runs")
                : result.isKept()
                        ? new Mark(Mark.Tone.GOOD, "check", "Rehearsed")
                        : new Mark(Mark.Tone.CAUTION, "stop", "Drill failed");
        return new Entry(drill.orderedAt(), what, words(drill, result), "", "");
    }

    private static String words(PastDrills.Ordered drill, @Nullable DrillResult result) {
        String expected = Numbers.duration(drill.expectedTime());
        if (result == null) {
            return "The rollback is rehearsed; it should take " + expected + ".";
        }
        String fault = result.fault();
        if (fault != null) {
            return Numbers.sentence(fault);
        }
        var times = result.times();
        return times == null
                ? "How long it takes to be back could not be measured."
                : "Everybody was back after " + Numbers.duration(times.total()) + "; the plan expects " + expected
                        + ".";
    }

    private static Optional<Entry> prepared(AuditEntry deed) {
        @Nullable
        Mark what = switch (deed.action()) {
            case "gate.approved" -> new Mark(Mark.Tone.GOOD, "check", "Approved");
            case "gate.overridden" -> new Mark(Mark.Tone.CAUTION, "forward", "Override");
            case "rollback-plan.set" -> new Mark(Mark.Tone.CALM, "check", "Rollback plan");
            case "rollback-plan.deleted" -> new Mark(Mark.Tone.CAUTION, "minus", "Plan withdrawn");
            default -> null;
        };
        return Optional.ofNullable(what)
                .map(mark -> new Entry(deed.at(), mark, words(deed), "/audit/" + deed.number(), person(deed)));
    }

    /* Who belongs to nobody says for whom they speak. */
    private static String person(AuditEntry deed) {
        return after(deed).path("person").asString(deed.actor());
    }

    private static String words(AuditEntry deed) {
        JsonNode after = after(deed);
        String reason = deed.reason().isEmpty() ? "no reason was given" : deed.reason();
        return Numbers.sentence(
                deed.action().equals("gate.overridden")
                        ? "gate " + after.path("gate").asString("") + " as "
                                + after.path("changeClass").asString("") + ": " + reason
                        : reason);
    }

    private static JsonNode after(AuditEntry deed) {
        String after = deed.after();
        return after == null ? MissingNode.getInstance() : JsonMapper.shared().readTree(after);
    }

    Phase rollOut() {
        Rollout rollout = story.rollout();
        if (rollout == null) {
            return new Phase("Roll out", Place.AHEAD, List.of("No rollout was started yet."), List.of(), List.of());
        }
        List<Entry> entries = new ArrayList<>();
        story.attempts().stream()
                .filter(attempt -> !attempt.rollout().id().equals(rollout.id()))
                .forEach(attempt -> entries.addAll(earlier(attempt)));
        Attempt told = story.attempts().getLast();
        entries.add(started(rollout, "Started"));
        List<Entry> decisions = decisions(told, Set.of());
        boolean many = decisions.size() > MOST_ENTRIES;
        entries.addAll(many ? decisions(told, Set.of(DecisionKind.HOLD, DecisionKind.OBSERVE)) : decisions);
        return new Phase(
                "Roll out",
                rollout.status().ended() ? Place.DONE : Place.HERE,
                many ? List.of("Holds are left out here; the rollout's page has every decision.") : List.of(),
                sorted(entries),
                List.of());
    }

    private static Entry started(Rollout rollout, String word) {
        String reason = rollout.reason().isEmpty() ? "" : ": " + rollout.reason();
        return new Entry(
                rollout.startedAt(),
                new Mark(Mark.Tone.CALM, "play", word),
                Numbers.sentence("From " + rollout.control() + " to " + rollout.candidate() + " by plan "
                        + rollout.plan().name() + reason),
                "/rollouts/" + rollout.id(),
                rollout.change().author());
    }

    private static List<Entry> earlier(Attempt attempt) {
        Rollout rollout = attempt.rollout();
        Stream<Entry> end = attempt.decisions().stream()
                .filter(decision -> LAST.contains(decision.kind()))
                .map(decision -> new Entry(
                        decision.at(),
                        Mark.of(decision.kind()),
                        Numbers.sentence(decision.reason()),
                        "/changes/" + rollout.id(),
                        ""));
        return Stream.concat(Stream.of(started(rollout, "Earlier attempt")), end)
                .toList();
    }

    /* The last decision is the result. */
    private static List<Entry> decisions(Attempt attempt, Set<DecisionKind> without) {
        List<DecisionRow> rows = DecisionRow.of(attempt.decisions()).reversed();
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            DecisionKind kind = attempt.decisions().get(i).kind();
            if (!LAST.contains(kind) && !without.contains(kind)) {
                DecisionRow row = rows.get(i);
                entries.add(new Entry(
                        row.at(), row.kind(), row.exposure() + ": " + Numbers.sentence(row.reason()), "", ""));
            }
        }
        return entries;
    }

    Phase result() {
        Rollout rollout = story.rollout();
        List<Entry> entries = new ArrayList<>();
        if (rollout != null && rollout.status().ended()) {
            entries.add(end(rollout));
        }
        story.incidents().stream().map(StoryPhases::incident).forEach(entries::add);
        story.forecasts().stream().flatMap(kept -> came(kept).stream()).forEach(entries::add);
        story.lessons().stream().map(StoryPhases::lesson).forEach(entries::add);
        boolean ended = rollout != null && rollout.status().ended();
        List<String> gaps = new ArrayList<>();
        if (!ended) {
            gaps.add("It has not ended.");
        }
        long open = story.forecasts().stream()
                .filter(kept ->
                        kept.entry().resolution() == null && kept.entry().supersededBy() == null)
                .count();
        if (open > 0) {
            gaps.add(
                    open == 1
                            ? "What came of one forecast is not known yet."
                            : "What came of " + Numbers.count(open) + " forecasts is not known yet.");
        }
        return new Phase("Result", ended ? Place.DONE : Place.AHEAD, gaps, sorted(entries), List.of());
    }

    private Entry end(Rollout rollout) {
        String reason = story.attempts().getLast().decisions().stream()
                .filter(decision -> LAST.contains(decision.kind()))
                .reduce((earlier, later) -> later)
                .map(RolloutDecision::reason)
                .orElse("");
        return new Entry(
                Objects.requireNonNull(rollout.position().endedAt()),
                Mark.of(rollout.status()),
                Numbers.sentence(reason),
                "/rollouts/" + rollout.id(),
                "");
    }

    private static Entry incident(Incident incident) {
        return new Entry(
                incident.openedAt(),
                Mark.of(incident.severity().severity()),
                Numbers.sentence(incident.title() + " (" + Mark.of(incident).word() + ")"),
                "/incidents/" + incident.id(),
                "");
    }

    private static Optional<Entry> came(KeptForecast kept) {
        Resolution resolution = kept.entry().resolution();
        return resolution == null
                ? Optional.empty()
                : Optional.of(new Entry(
                        resolution.at(),
                        new Mark(Mark.Tone.CALM, "question", "Forecast"),
                        Numbers.sentence(kept.forecast().statement() + ", said "
                                + kept.forecast().prediction().words() + "; " + resolution.note()),
                        "/forecasts",
                        resolution.by()));
    }

    private static Entry lesson(Lesson lesson) {
        String link = lesson.about().startsWith("i-") ? "/incidents/" + lesson.about() : "/forecasts";
        return new Entry(
                lesson.at(),
                new Mark(Mark.Tone.CALM, "check", "Learned"),
                Numbers.sentence(lesson.lesson()),
                link,
                lesson.person());
    }

    private static List<Entry> sorted(List<Entry> entries) {
        return entries.stream().sorted(Comparator.comparing(Entry::at)).toList();
    }
}
