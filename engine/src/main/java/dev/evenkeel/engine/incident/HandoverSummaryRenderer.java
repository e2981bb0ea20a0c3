// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

import dev.evenkeel.engine.format.QuantityFormatter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The renderer of the summary for the next incident commander, from the record, as Markdown.
public final class HandoverSummaryRenderer {
    private static final int LAST_ENTRIES = 5;
    private static final int SUSPICIONS = 3;

    private final List<String> lines = new ArrayList<>();
    private final Incident incident;
    private final HandoverContext handoverContext;
    private final Instant now;

    private HandoverSummaryRenderer(Incident incident, HandoverContext handoverContext, Instant now) {
        this.incident = incident;
        this.handoverContext = handoverContext;
        this.now = now;
    }

    /// The inputs in addition to the record.
    ///
    /// @param timeline oldest first
    /// @param ranked suspected changes, most likely first
    /// @param closedGates gates that block changes of the service, one sentence each
    /// @param running changes of the service in progress, one sentence each
    /// @param checks last results of the checks of follow-ups, by number
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

    /// Renders the summary: state and start, impact, responders, open first steps, suspected changes with
    /// evidence, closed gates, running changes, open tasks, and the latest events. Unknown facts are stated
    /// as unknown.
    public static String render(Incident incident, HandoverContext handoverContext, Instant now) {
        var text = new HandoverSummaryRenderer(incident, handoverContext, now);
        text.renderStatus();
        text.renderSection("Impact so far", text.listHarm());
        text.renderSection("Responders", text.listRoles());
        text.renderFirstSteps();
        text.renderSection("Suspected changes, most likely first", text.suspectedChanges());
        text.renderSection("Closed gates", handoverContext.closedGates());
        text.renderSection("Running changes", handoverContext.running());
        text.renderSection("Open follow-ups", text.listFollowUps());
        text.renderSection("Latest events", text.lastEntries());
        return String.join("\n", text.lines);
    }

    private void renderStatus() {
        SeverityRating severity = incident.severity();
        lines.add("**" + severity.severity() + " " + incident.title() + " (" + incident.service() + ") is "
                + incident.state() + ", opened " + QuantityFormatter.formatElapsed(ageOf(incident.openedAt()))
                + " ago.**");
        lines.add("");
        lines.add("Severity by rule version " + severity.ruleVersion() + ": " + severity.because() + ".");
        if (incident.reviewOnly()) {
            lines.add("Opened by the automatic rollback of a change. It requires a review and closes no gate.");
        }
        renderSection(
                "Times",
                Arrays.stream(IncidentPhase.values())
                        .filter(phase -> incident.response().timeOf(phase) != null)
                        .map(this::formatTime)
                        .toList());
    }

    private String formatTime(IncidentPhase phase) {
        TimestampWithPrecision timestamp = incident.response().timeOf(phase);
        return timestamp == null
                ? phase.label()
                : phase.label() + " " + QuantityFormatter.formatElapsed(ageOf(timestamp.at()))
                        + " ago, source: "
                        + timestamp.source();
    }

    private List<String> listHarm() {
        IncidentImpact impact = incident.account().impact();
        List<String> harm = new ArrayList<>();
        if (impact.hasContent()) {
            harm.add(IncidentReviewRenderer.formatImpact(impact));
        }
        List<String> open = incident.uncorrectedItems();
        if (!open.isEmpty()) {
            harm.add("not corrected: " + String.join(", ", open));
        }
        return harm;
    }

    private List<String> listRoles() {
        return incident.response().roles().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(role -> role.getKey().name().toLowerCase(Locale.ROOT) + ": " + role.getValue())
                .toList();
    }

    private void renderFirstSteps() {
        AppliedIncidentTemplate template = incident.template();
        List<String> open = template == null
                ? List.of()
                : template.trackSteps(handoverContext.timeline()).stream()
                        .filter(step -> step.doneEntry() == null)
                        .map(AppliedIncidentTemplate.Step::text)
                        .toList();
        if (!open.isEmpty()) {
            renderSection("Open first steps", open);
        }
    }

    private List<String> suspectedChanges() {
        return handoverContext.ranked().stream()
                .filter(one -> one.share() > 0)
                .limit(SUSPICIONS)
                .map(one -> QuantityFormatter.formatProbability(one.share()) + ": "
                        + one.change().summary() + " (" + String.join(", ", one.evidence()) + ")")
                .toList();
    }

    private List<String> listFollowUps() {
        return incident.followUps().stream()
                .filter(one -> one.done() == null)
                .map(this::formatFollowUp)
                .toList();
    }

    private String formatFollowUp(FollowUp one) {
        FollowUpCriterion.Result found = handoverContext.checks().get(one.number());
        return one.number() + ", " + one.owner() + ", due " + one.dueDate() + ": " + one.description()
                + (found == null
                        ? ""
                        : " (check " + found.outcome().verdict().name().toLowerCase(Locale.ROOT) + ": "
                                + found.outcome().reason() + ")");
    }

    private List<String> lastEntries() {
        List<TimelineEntry> all = handoverContext.timeline();
        return all.subList(Math.max(0, all.size() - LAST_ENTRIES), all.size()).stream()
                .map(entry -> entry.at() + " " + entry.source() + ": "
                        + entry.text().lines().findFirst().orElse(""))
                .toList();
    }

    private void renderSection(String title, List<String> points) {
        lines.add("");
        lines.add("## " + title);
        if (points.isEmpty()) {
            lines.add("- none");
        }
        points.forEach(point -> lines.add("- " + point));
    }

    private Duration ageOf(Instant since) {
        Duration age = Duration.between(since, now);
        return age.isNegative() ? Duration.ZERO : age;
    }
}
