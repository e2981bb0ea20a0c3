// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What the next one in command has to know, made from the record, as Markdown. Pure.
public final class HandoverSummaryRenderer {
    private static final int LAST_ENTRIES = 5;
    private static final int SUSPICIONS = 3;

    private final List<String> lines = new ArrayList<>();
    private final Incident incident;
    private final HandoverContext scene;
    private final Instant now;

    private HandoverSummaryRenderer(Incident incident, HandoverContext scene, Instant now) {
        this.incident = incident;
        this.scene = scene;
        this.now = now;
    }

    /// What there is beside the record.
    ///
    /// @param timeline oldest first
    /// @param ranked suspicions, the strongest first
    /// @param closedGates what keeps changes of the service from going on, a sentence each
    /// @param running changes of the service that are on their way, a sentence each
    /// @param checks what the checks of follow-ups found last, by number
    public record HandoverContext(
            List<TimelineEntry> timeline,
            List<SuspectedChangeRanker.RankedChange> ranked,
            List<String> closedGates,
            List<String> running,
            Map<Integer, FollowUpCriterion.Result> checks) {
        public HandoverContext {
            timeline = List.copyOf(timeline);
            ranked = List.copyOf(ranked);
            closedGates = List.copyOf(closedGates);
            running = List.copyOf(running);
            checks = Map.copyOf(checks);
        }
    }

    /// The summary: how it stands, since when, whom it hurts, who is there, which first steps are left,
    /// what is suspected and why, which gates are closed, what runs, what is left to do, what happened
    /// last. What is not known is said to be not known.
    public static String summary(Incident incident, HandoverContext scene, Instant now) {
        var text = new HandoverSummaryRenderer(incident, scene, now);
        text.standing();
        text.section("Harm so far", text.harm());
        text.section("Who is there", text.roles());
        text.firstSteps();
        text.section("Suspected, the strongest first", text.suspicions());
        text.section("Gates that are closed", scene.closedGates());
        text.section("What runs", scene.running());
        text.section("Follow-ups that are open", text.followUps());
        text.section("What happened last", text.last());
        return String.join("\n", text.lines);
    }

    private void standing() {
        SeverityRating severity = incident.severity();
        lines.add("**" + severity.severity() + " " + incident.title() + " (" + incident.service() + ") is "
                + incident.state() + " since " + IncidentDurationFormatter.time(age(incident.openedAt())) + ".**");
        lines.add("");
        lines.add("Severity by rule " + severity.ruleVersion() + ": " + severity.because() + ".");
        if (incident.asksForReview()) {
            lines.add("A change's own rollback opened it: it asks for a review, and closes no gate.");
        }
        section(
                "Times",
                Arrays.stream(IncidentPhase.values())
                        .filter(phase -> incident.response().at(phase) != null)
                        .map(this::time)
                        .toList());
    }

    private String time(IncidentPhase phase) {
        IncidentTimestamp moment = incident.response().at(phase);
        return moment == null
                ? phase.words()
                : phase.words() + " " + IncidentDurationFormatter.time(age(moment.at())) + " ago, says "
                        + moment.source();
    }

    private List<String> harm() {
        IncidentImpact impact = incident.account().impact();
        List<String> harm = new ArrayList<>();
        if (impact.saysAnything()) {
            harm.add(IncidentReviewRenderer.impact(impact));
        }
        List<String> open = incident.uncorrected();
        if (!open.isEmpty()) {
            harm.add("not corrected yet: " + String.join(", ", open));
        }
        return harm;
    }

    private List<String> roles() {
        return incident.response().roles().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(role -> role.getKey().name().toLowerCase(Locale.ROOT) + ": " + role.getValue())
                .toList();
    }

    private void firstSteps() {
        AppliedIncidentTemplate template = incident.template();
        List<String> open = template == null
                ? List.of()
                : template.steps(scene.timeline()).stream()
                        .filter(step -> step.done() == null)
                        .map(AppliedIncidentTemplate.Step::words)
                        .toList();
        if (!open.isEmpty()) {
            section("First steps that are open", open);
        }
    }

    private List<String> suspicions() {
        return scene.ranked().stream()
                .filter(one -> one.share() > 0)
                .limit(SUSPICIONS)
                .map(one -> Math.round(100 * one.share()) + " %: "
                        + one.change().words() + " (" + String.join(", ", one.evidence()) + ")")
                .toList();
    }

    private List<String> followUps() {
        return incident.followUps().stream()
                .filter(one -> one.done() == null)
                .map(this::followUp)
                .toList();
    }

    private String followUp(FollowUp one) {
        FollowUpCriterion.Result found = scene.checks().get(one.number());
        return one.number() + ", " + one.owner() + " until " + one.due() + ": " + one.what()
                + (found == null
                        ? ""
                        : " (check " + found.outcome().verdict().name().toLowerCase(Locale.ROOT) + ": "
                                + found.outcome().reason() + ")");
    }

    private List<String> last() {
        List<TimelineEntry> all = scene.timeline();
        return all.subList(Math.max(0, all.size() - LAST_ENTRIES), all.size()).stream()
                .map(entry -> entry.at() + " " + entry.source() + ": "
                        + entry.words().lines().findFirst().orElse(""))
                .toList();
    }

    private void section(String title, List<String> points) {
        lines.add("");
        lines.add("## " + title);
        if (points.isEmpty()) {
            lines.add("- none known");
        }
        points.forEach(point -> lines.add("- " + point));
    }

    private Duration age(Instant since) {
        Duration age = Duration.between(since, now);
        return age.isNegative() ? Duration.ZERO : age;
    }
}
