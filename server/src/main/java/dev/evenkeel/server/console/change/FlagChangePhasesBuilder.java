// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.change;

import dev.evenkeel.api.AssessmentApi;
import dev.evenkeel.api.ReportApi.Lesson;
import dev.evenkeel.engine.audit.AuditEntry;
import dev.evenkeel.engine.drill.DrillResult;
import dev.evenkeel.engine.forecast.ForecastResolution;
import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.rollout.RolloutDecisionKind;
import dev.evenkeel.server.console.change.ChangePageModel.PhaseEvent;
import dev.evenkeel.server.console.change.ChangePageModel.PhaseSection;
import dev.evenkeel.server.console.change.ChangePageModel.PhaseStatus;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import dev.evenkeel.server.console.kit.StatusBadge;
import dev.evenkeel.server.console.rollout.RolloutDecisionRow;
import dev.evenkeel.server.decisions.forecast.StoredForecast;
import dev.evenkeel.server.decisions.report.ChangeTimeline;
import dev.evenkeel.server.decisions.report.ChangeTimeline.Attempt;
import dev.evenkeel.server.decisions.risk.Assessment;
import dev.evenkeel.server.rollouts.drill.DrillHistoryQueries;
import dev.evenkeel.server.rollouts.drill.RollbackPlanStatus;
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

/// Builds the timeline of a flag change, phase by phase.
final class FlagChangePhasesBuilder {
    private static final int MOST_ENTRIES = 60;
    private static final Set<RolloutDecisionKind> LAST =
            Set.of(RolloutDecisionKind.COMPLETE, RolloutDecisionKind.ROLL_BACK, RolloutDecisionKind.ABORT);

    private final FlagChangeTimelinePageBuilder.FlagChangePageData flagChangePageData;
    private final ChangeTimeline timeline;

    FlagChangePhasesBuilder(FlagChangeTimelinePageBuilder.FlagChangePageData flagChangePageData) {
        this.flagChangePageData = flagChangePageData;
        this.timeline = flagChangePageData.timeline();
    }

    PhaseSection assessPhase() {
        Assessment assessment = timeline.assessment();
        if (assessment == null) {
            return new PhaseSection(
                    "Assess",
                    PhaseStatus.UNKNOWN,
                    List.of("Its risk was not assessed. ./evenkeel assessment create CASE --flag " + timeline.flag()
                            + " assesses one."),
                    List.of(),
                    List.of());
        }
        List<PhaseEvent> entries = new ArrayList<>();
        String memo = "/assessments/" + assessment.id();
        String best = assessment.result().best();
        entries.add(new PhaseEvent(
                assessment.createdAt(),
                new StatusBadge(StatusBadge.Tone.CALM, "check", "Risk assessed"),
                DisplayFormatter.toSentence(assessment.name() + ": "
                        + (assessment.result().decides()
                                ? "\"" + best + "\" costs least"
                                : "the data do not decide; \"" + best + "\" on average")),
                memo,
                assessment.author()));
        timeline.forecasts().stream()
                .filter(forecast -> !isStepForecast(forecast))
                .map(FlagChangePhasesBuilder::forecastEntry)
                .forEach(entries::add);
        AssessmentApi.Decision decision = assessment.decision();
        if (decision != null) {
            entries.add(decisionEntry(decision, memo));
        }
        return new PhaseSection(
                "Assess",
                decision == null && timeline.rollout() == null ? PhaseStatus.CURRENT : PhaseStatus.DONE,
                decision == null ? List.of("Nobody has decided on the assessment.") : List.of(),
                sortByTime(entries),
                List.of());
    }

    private static PhaseEvent decisionEntry(AssessmentApi.Decision decision, String memo) {
        String dissent =
                decision.dissent().isEmpty() ? "" : " " + DisplayFormatter.toSentence("Dissent: " + decision.dissent());
        return new PhaseEvent(
                decision.at(),
                new StatusBadge(StatusBadge.Tone.GOOD, "check", "Decided"),
                DisplayFormatter.toSentence("\"" + decision.course() + "\": " + decision.reason()) + dissent,
                memo,
                decision.decidedBy());
    }

    /* Forecasts of steps number in the thousands; the result phase shows their outcomes. */
    private static boolean isStepForecast(StoredForecast forecast) {
        String origin = forecast.origin();
        return origin != null && origin.startsWith("step:");
    }

    private static PhaseEvent forecastEntry(StoredForecast stored) {
        return new PhaseEvent(
                stored.forecast().asOf(),
                new StatusBadge(StatusBadge.Tone.CALM, "question", "Forecast"),
                DisplayFormatter.toSentence(stored.forecast().statement() + ": "
                        + stored.forecast().prediction().format()),
                "/forecasts",
                stored.forecast().author());
    }

    PhaseSection preparePhase() {
        List<PhaseEvent> entries = new ArrayList<>();
        Assessment assessment = timeline.assessment();
        if (assessment != null) {
            assessment.completedWork().stream()
                    .map(done -> new PhaseEvent(
                            done.at(),
                            new StatusBadge(StatusBadge.Tone.GOOD, "check", "Work done"),
                            DisplayFormatter.toSentence(done.item() + ": " + done.evidence()),
                            "/assessments/" + assessment.id(),
                            done.person()))
                    .forEach(entries::add);
        }
        timeline.drills().stream().map(FlagChangePhasesBuilder::drillEntry).forEach(entries::add);
        timeline.auditEntries().stream()
                .flatMap(entry -> findPreparationEntry(entry).stream())
                .forEach(entries::add);
        Rollout rollout = timeline.rollout();
        boolean decided = assessment != null && assessment.decision() != null;
        return new PhaseSection(
                "Prepare",
                rollout != null
                        ? (entries.isEmpty() ? PhaseStatus.UNKNOWN : PhaseStatus.DONE)
                        : decided ? PhaseStatus.CURRENT : PhaseStatus.UPCOMING,
                listPlanGaps(),
                sortByTime(entries),
                flagChangePageData.gates());
    }

    private List<String> listPlanGaps() {
        RollbackPlanStatus plan = timeline.plan();
        return plan == null
                ? List.of("There is no rollback plan. ./evenkeel rollback-plan show " + timeline.flag()
                        + " --file FILE keeps one.")
                : plan.freshness().fresh()
                        ? List.of()
                        : List.of(DisplayFormatter.toSentence(plan.freshness().reason()));
    }

    private static PhaseEvent drillEntry(DrillHistoryQueries.DrillHistoryEntry drill) {
        DrillResult result = drill.result();
        StatusBadge what = result == null
                ? new StatusBadge(StatusBadge.Tone.ACTIVE, "play", "Drill runs")
                : result.isSuccessful()
                        ? new StatusBadge(StatusBadge.Tone.GOOD, "check", "Rehearsed")
                        : new StatusBadge(StatusBadge.Tone.CAUTION, "stop", "Drill failed");
        return new PhaseEvent(drill.startedAt(), what, formatDrill(drill, result), "", "");
    }

    private static String formatDrill(DrillHistoryQueries.DrillHistoryEntry drill, @Nullable DrillResult result) {
        String expected = DisplayFormatter.formatDuration(drill.expectedTime());
        if (result == null) {
            return "The rollback is rehearsed; it should take " + expected + ".";
        }
        String fault = result.failureReason();
        if (fault != null) {
            return DisplayFormatter.toSentence(fault);
        }
        var times = result.times();
        return times == null
                ? "How long it takes to be back could not be measured."
                : "Everybody was back after " + DisplayFormatter.formatDuration(times.total()) + "; the plan expects "
                        + expected + ".";
    }

    private static Optional<PhaseEvent> findPreparationEntry(AuditEntry entry) {
        @Nullable
        StatusBadge what = switch (entry.action()) {
            case "flag.approved" -> new StatusBadge(StatusBadge.Tone.GOOD, "check", "Approved");
            case "gate.overridden" -> new StatusBadge(StatusBadge.Tone.CAUTION, "forward", "Override");
            case "rollback-plan.set" -> new StatusBadge(StatusBadge.Tone.CALM, "check", "Rollback plan");
            case "rollback-plan.deleted" -> new StatusBadge(StatusBadge.Tone.CAUTION, "minus", "Plan withdrawn");
            default -> null;
        };
        return Optional.ofNullable(what)
                .map(mark -> new PhaseEvent(
                        entry.at(), mark, formatAuditEntry(entry), "/audit/" + entry.number(), personOf(entry)));
    }

    /* If the actor is not a person, the entry names the person it acts for. */
    private static String personOf(AuditEntry entry) {
        JsonNode after = parseAfter(entry);
        return after.path("approvedBy").asString(after.path("createdBy").asString(entry.actor()));
    }

    private static String formatAuditEntry(AuditEntry entry) {
        JsonNode after = parseAfter(entry);
        String reason = entry.reason().isEmpty() ? "no reason was given" : entry.reason();
        return DisplayFormatter.toSentence(
                entry.action().equals("gate.overridden")
                        ? "gate " + after.path("gate").asString("") + " as "
                                + after.path("changeClass").asString("") + ": " + reason
                        : reason);
    }

    private static JsonNode parseAfter(AuditEntry entry) {
        String after = entry.after();
        return after == null ? MissingNode.getInstance() : JsonMapper.shared().readTree(after);
    }

    PhaseSection rollOutPhase() {
        Rollout rollout = timeline.rollout();
        if (rollout == null) {
            return new PhaseSection(
                    "Roll out", PhaseStatus.UPCOMING, List.of("No rollout was started yet."), List.of(), List.of());
        }
        List<PhaseEvent> entries = new ArrayList<>();
        timeline.attempts().stream()
                .filter(attempt -> !attempt.rollout().id().equals(rollout.id()))
                .forEach(attempt -> entries.addAll(earlierAttemptEntries(attempt)));
        Attempt told = timeline.attempts().getLast();
        entries.add(startEntry(rollout, "Started"));
        List<PhaseEvent> decisions = decisionEntries(told, Set.of());
        boolean many = decisions.size() > MOST_ENTRIES;
        entries.addAll(
                many
                        ? decisionEntries(told, Set.of(RolloutDecisionKind.HOLD, RolloutDecisionKind.OBSERVE))
                        : decisions);
        return new PhaseSection(
                "Roll out",
                rollout.status().isEnded() ? PhaseStatus.DONE : PhaseStatus.CURRENT,
                many ? List.of("Holds are left out here; the rollout's page has every decision.") : List.of(),
                sortByTime(entries),
                List.of());
    }

    private static PhaseEvent startEntry(Rollout rollout, String word) {
        String reason = rollout.reason().isEmpty() ? "" : ": " + rollout.reason();
        return new PhaseEvent(
                rollout.startedAt(),
                new StatusBadge(StatusBadge.Tone.CALM, "play", word),
                DisplayFormatter.toSentence("From " + rollout.control() + " to " + rollout.candidate() + " by plan "
                        + rollout.plan().name() + reason),
                "/rollouts/" + rollout.id(),
                rollout.change().author());
    }

    private static List<PhaseEvent> earlierAttemptEntries(Attempt attempt) {
        Rollout rollout = attempt.rollout();
        Stream<PhaseEvent> end = attempt.decisions().stream()
                .filter(decision -> LAST.contains(decision.kind()))
                .map(decision -> new PhaseEvent(
                        decision.at(),
                        StatusBadge.of(decision.kind()),
                        DisplayFormatter.toSentence(decision.reason()),
                        "/changes/" + rollout.id(),
                        ""));
        return Stream.concat(Stream.of(startEntry(rollout, "Earlier attempt")), end)
                .toList();
    }

    /* Excludes the final decision, which the result phase shows. */
    private static List<PhaseEvent> decisionEntries(Attempt attempt, Set<RolloutDecisionKind> without) {
        List<RolloutDecisionRow> rows =
                RolloutDecisionRow.of(attempt.decisions()).reversed();
        List<PhaseEvent> entries = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            RolloutDecisionKind kind = attempt.decisions().get(i).kind();
            if (!LAST.contains(kind) && !without.contains(kind)) {
                RolloutDecisionRow row = rows.get(i);
                entries.add(new PhaseEvent(
                        row.at(),
                        row.kind(),
                        row.exposure() + ": " + DisplayFormatter.toSentence(row.reason()),
                        "",
                        ""));
            }
        }
        return entries;
    }

    PhaseSection resultPhase() {
        Rollout rollout = timeline.rollout();
        List<PhaseEvent> entries = new ArrayList<>();
        if (rollout != null && rollout.status().isEnded()) {
            entries.add(endEntry(rollout));
        }
        timeline.incidents().stream().map(PhaseEvent::of).forEach(entries::add);
        timeline.forecasts().stream()
                .flatMap(stored -> findResolutionEntry(stored).stream())
                .forEach(entries::add);
        timeline.lessons().stream().map(FlagChangePhasesBuilder::lessonEntry).forEach(entries::add);
        boolean ended = rollout != null && rollout.status().isEnded();
        List<String> gaps = new ArrayList<>();
        if (!ended) {
            gaps.add("It has not ended.");
        }
        long open = timeline.forecasts().stream()
                .filter(stored ->
                        stored.entry().resolution() == null && stored.entry().supersededBy() == null)
                .count();
        if (open > 0) {
            gaps.add(
                    open == 1
                            ? "What came of one forecast is not known yet."
                            : "What came of " + QuantityFormatter.formatCount(open) + " forecasts is not known yet.");
        }
        return new PhaseSection(
                "Result", ended ? PhaseStatus.DONE : PhaseStatus.UPCOMING, gaps, sortByTime(entries), List.of());
    }

    private PhaseEvent endEntry(Rollout rollout) {
        String reason = timeline.attempts().getLast().decisions().stream()
                .filter(decision -> LAST.contains(decision.kind()))
                .reduce((earlier, later) -> later)
                .map(RolloutDecision::reason)
                .orElse("");
        return new PhaseEvent(
                Objects.requireNonNull(rollout.position().endedAt()),
                StatusBadge.of(rollout.status()),
                DisplayFormatter.toSentence(reason),
                "/rollouts/" + rollout.id(),
                "");
    }

    private static Optional<PhaseEvent> findResolutionEntry(StoredForecast stored) {
        ForecastResolution resolution = stored.entry().resolution();
        return resolution == null
                ? Optional.empty()
                : Optional.of(new PhaseEvent(
                        resolution.at(),
                        new StatusBadge(StatusBadge.Tone.CALM, "question", "Forecast"),
                        DisplayFormatter.toSentence(stored.forecast().statement() + ", said "
                                + stored.forecast().prediction().format() + "; " + resolution.note()),
                        "/forecasts",
                        resolution.by()));
    }

    private static PhaseEvent lessonEntry(Lesson lesson) {
        String link = lesson.relatedTo().startsWith("i-") ? "/incidents/" + lesson.relatedTo() : "/forecasts";
        return new PhaseEvent(
                lesson.at(),
                new StatusBadge(StatusBadge.Tone.CALM, "check", "Learned"),
                DisplayFormatter.toSentence(lesson.lesson()),
                link,
                lesson.person());
    }

    private static List<PhaseEvent> sortByTime(List<PhaseEvent> entries) {
        return entries.stream().sorted(Comparator.comparing(PhaseEvent::at)).toList();
    }
}
