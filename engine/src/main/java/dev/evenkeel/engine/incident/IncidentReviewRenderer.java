// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

import dev.evenkeel.engine.format.QuantityFormatter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The renderer of the review of an incident, as Markdown, from a fixed template. Unknown facts are listed as
/// missing.
public final class IncidentReviewRenderer {
    private static final String MISSING = "*not recorded*";

    private final List<String> lines = new ArrayList<>();

    private IncidentReviewRenderer() {}

    /// Renders the text; every line ends with a line feed.
    ///
    /// @param timeline oldest first
    public static String render(Incident incident, List<TimelineEntry> timeline) {
        var text = new IncidentReviewRenderer();
        text.renderHeader(incident);
        text.renderTimes(incident.response());
        text.renderCauses(incident.account());
        text.renderTimeline(timeline);
        text.renderLessons(incident);
        return String.join("\n", text.lines) + "\n";
    }

    static String formatImpact(IncidentImpact impact) {
        List<String> parts = new ArrayList<>();
        if (impact.affectedUserShare() != null) {
            parts.add(QuantityFormatter.formatPercent(impact.affectedUserShare()) + " of users");
        }
        if (impact.failedRequests() != null) {
            parts.add(impact.failedRequests() + " failed requests");
        }
        IncidentLoss loss = impact.financialLoss();
        if (loss != null) {
            parts.add(QuantityFormatter.formatMoney(loss.amount(), loss.currency()) + " lost ("
                    + loss.units().toPlainString() + " " + loss.unit() + " at "
                    + loss.rate().toPlainString() + ", rate on " + loss.day() + ")");
        }
        return parts.isEmpty() ? MISSING : String.join(", ", parts);
    }

    private void renderHeader(Incident incident) {
        IncidentFindings findings = incident.account();
        add("# " + incident.severity().severity() + ": " + formatCell(incident.title()));
        add("");
        add("| | |", "|---|---|");
        addRow("Incident", incident.id() + (findings.nearMiss() ? " (near miss)" : ""));
        AppliedIncidentTemplate template = incident.template();
        if (template != null) {
            addRow("Template", template.name());
        }
        addRow("Service", incident.service());
        addRow("State", incident.state().name());
        addRow(
                "Severity",
                incident.severity().severity() + " by rule version "
                        + incident.severity().ruleVersion() + ": "
                        + incident.severity().because());
        addRow("Impact", formatImpact(findings.impact()));
        addRow("Detected by", formatName(findings.detection()));
        addRow("Mitigated by", formatName(incident.response().mitigation()));
        incident.response().roles().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(role -> addRow(formatName(role.getKey()), role.getValue()));
        add("");
    }

    private void renderTimes(IncidentResponseRecord response) {
        add(
                "## Times",
                "",
                "| phase | time (UTC) | after start of impact | source | precision |",
                "|---|---|---|---|---|");
        TimestampWithPrecision harm = response.timeOf(IncidentPhase.HARM_STARTED);
        for (IncidentPhase phase : IncidentPhase.values()) {
            TimestampWithPrecision timestamp = response.timeOf(phase);
            add(
                    timestamp == null
                            ? "| " + phase.label() + " | " + MISSING + " | | | |"
                            : "| " + phase.label() + " | " + timestamp.at() + " | " + formatSince(harm, timestamp)
                                    + " | " + formatCell(timestamp.source()) + " | "
                                    + formatPrecision(timestamp.precision()) + " |");
        }
        add("");
    }

    private void renderCauses(IncidentFindings findings) {
        add("## Causes", "", "Trigger: " + formatName(findings.trigger()), "");
        double sum =
                findings.causes().stream().mapToDouble(IncidentCause::weight).sum();
        findings.causes()
                .forEach(cause -> add("- " + formatCell(cause.name()) + " ("
                        + QuantityFormatter.formatPercent(cause.weight() / sum) + ")"));
        if (findings.causes().isEmpty()) {
            add("- causes: " + MISSING);
        }
        add("");
        findings.changes()
                .forEach(change -> add("- change " + change.change() + ": " + formatCell(change.reason()) + " (by "
                        + change.by() + ")"));
        if (findings.changes().isEmpty()) {
            add("- " + (findings.noRelatedChange() ? "no change involved" : "changes: " + MISSING));
        }
        add("");
    }

    private void renderTimeline(List<TimelineEntry> timeline) {
        add("## Timeline", "");
        timeline.forEach(entry ->
                add("- " + entry.at() + " **" + formatCell(entry.source()) + "** " + formatCell(entry.text())));
        add("");
    }

    private void renderLessons(Incident incident) {
        IncidentFindings findings = incident.account();
        add(
                "## What went well",
                "",
                textOrMissing(findings.wentWell()),
                "",
                "## Where we got lucky",
                "",
                textOrMissing(findings.gotLucky()));
        add("");
        if (!incident.affected().isEmpty()) {
            add("## Affected items", "", "| id | correction | by |", "|---|---|---|");
            incident.affected().forEach(one -> {
                AffectedItem.Correction correction = one.correction();
                add("| " + formatCell(one.id()) + " | "
                        + (correction == null
                                ? MISSING + " | |"
                                : formatCell(correction.what()) + " | " + correction.by() + " |"));
            });
            add("");
        }
        add("## Follow-ups", "");
        if (incident.followUps().isEmpty()) {
            add(MISSING);
            return;
        }
        add("| # | what | owner | due | expected effect | verified by | done |", "|---|---|---|---|---|---|---|");
        incident.followUps().forEach(this::renderFollowUp);
    }

    private void renderFollowUp(FollowUp one) {
        FollowUp.Completion done = one.done();
        add("| " + one.number() + " | " + formatCell(one.description()) + " | " + formatCell(one.owner()) + " | "
                + one.dueDate()
                + " | "
                + formatCell(one.expectedEffect()) + " | " + formatCell(one.verifiedBy()) + " | "
                + (done == null ? "open" : formatCompletion(one, done)) + " |");
    }

    private static String formatCompletion(FollowUp one, FollowUp.Completion done) {
        String passedOver =
                done.skipCheckReason() == null ? "" : " (reason: " + formatCell(done.skipCheckReason()) + ")";
        return one.status() + passedOver + " " + done.at() + ": " + formatCell(done.evidence());
    }

    private static String formatSince(@Nullable TimestampWithPrecision harm, TimestampWithPrecision timestamp) {
        if (harm == null || timestamp.at().isBefore(harm.at())) {
            return "";
        }
        return QuantityFormatter.formatElapsed(Duration.between(harm.at(), timestamp.at()));
    }

    private static String formatPrecision(Duration precision) {
        return precision.isZero() ? "exact" : QuantityFormatter.formatElapsed(precision);
    }

    private static String textOrMissing(String text) {
        return text.isBlank() ? MISSING : text;
    }

    private static String formatName(@Nullable Enum<?> name) {
        return name == null ? MISSING : name.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /* Escapes a value to one line that does not break a table. */
    private static String formatCell(String text) {
        return text.replaceAll("\\s+", " ").replace("|", "\\|").strip();
    }

    private void addRow(String name, String value) {
        add("| " + name + " | " + formatCell(value) + " |");
    }

    private void add(String... more) {
        lines.addAll(List.of(more));
    }
}
