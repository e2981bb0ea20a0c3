// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The review of an incident as Markdown, by one template. What is not known is said to be missing, never
/// guessed. Pure.
public final class IncidentReviewRenderer {
    private static final String MISSING = "*not recorded*";

    private final List<String> lines = new ArrayList<>();

    private IncidentReviewRenderer() {}

    /// The text, with a line end behind each line.
    ///
    /// @param timeline oldest first
    public static String of(Incident incident, List<TimelineEntry> timeline) {
        var text = new IncidentReviewRenderer();
        text.head(incident);
        text.times(incident.response());
        text.why(incident.account());
        text.timeline(timeline);
        text.learned(incident);
        return String.join("\n", text.lines) + "\n";
    }

    /// Whom it hurt, in words.
    static String impact(IncidentImpact impact) {
        List<String> parts = new ArrayList<>();
        if (impact.usersShare() != null) {
            parts.add(String.format(Locale.ROOT, "%.2f %% of users", impact.usersShare() * 100));
        }
        if (impact.requestsFailed() != null) {
            parts.add(impact.requestsFailed() + " requests failed");
        }
        IncidentLoss lost = impact.lost();
        if (lost != null) {
            parts.add(lost.amount().toPlainString() + " " + lost.currency() + " lost ("
                    + lost.units().toPlainString() + " " + lost.unit() + " at "
                    + lost.rate().toPlainString() + ", rate of " + lost.day() + ")");
        }
        return parts.isEmpty() ? MISSING : String.join(", ", parts);
    }

    private void head(Incident incident) {
        IncidentAnalysis account = incident.account();
        add("# " + incident.severity().severity() + ": " + cell(incident.title()));
        add("");
        add("| | |", "|---|---|");
        row("Incident", incident.id() + (account.nearMiss() ? ", a near miss" : ""));
        AppliedIncidentTemplate template = incident.template();
        if (template != null) {
            row("Template", template.name());
        }
        row("Service", incident.service());
        row("State", incident.state().name());
        row(
                "Severity",
                incident.severity().severity() + " by rule "
                        + incident.severity().ruleVersion() + ": "
                        + incident.severity().because());
        row("Impact", impact(account.impact()));
        row("Noticed by", words(account.detection()));
        row("Ended by", words(incident.response().mitigation()));
        incident.response().roles().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(role -> row(words(role.getKey()), role.getValue()));
        add("");
    }

    private void times(IncidentResponseRecord response) {
        add(
                "## Times",
                "",
                "| what | when (UTC) | since harm started | says | may be off by |",
                "|---|---|---|---|---|");
        IncidentTimestamp harm = response.at(IncidentPhase.HARM_STARTED);
        for (IncidentPhase phase : IncidentPhase.values()) {
            IncidentTimestamp moment = response.at(phase);
            add(
                    moment == null
                            ? "| " + phase.words() + " | " + MISSING + " | | | |"
                            : "| " + phase.words() + " | " + moment.at() + " | " + since(harm, moment) + " | "
                                    + cell(moment.source()) + " | " + off(moment.precision()) + " |");
        }
        add("");
    }

    private void why(IncidentAnalysis account) {
        add("## Why", "", "Trigger: " + words(account.trigger()), "");
        double sum =
                account.causes().stream().mapToDouble(IncidentCause::weight).sum();
        account.causes()
                .forEach(cause -> add(
                        String.format(Locale.ROOT, "- %s (%.0f %%)", cell(cause.name()), 100 * cause.weight() / sum)));
        if (account.causes().isEmpty()) {
            add("- causes: " + MISSING);
        }
        add("");
        account.changes()
                .forEach(change -> add(
                        "- change " + change.change() + ": " + cell(change.because()) + " (says " + change.by() + ")"));
        if (account.changes().isEmpty()) {
            add("- " + (account.noChange() ? "no change was involved" : "changes: " + MISSING));
        }
        add("");
    }

    private void timeline(List<TimelineEntry> timeline) {
        add("## Timeline", "");
        timeline.forEach(entry -> add("- " + entry.at() + " **" + cell(entry.source()) + "** " + cell(entry.words())));
        add("");
    }

    private void learned(Incident incident) {
        IncidentAnalysis account = incident.account();
        add("## What went well", "", said(account.wentWell()), "", "## Where there was luck", "", said(account.luck()));
        add("");
        if (!incident.affected().isEmpty()) {
            add("## Money that was wrong", "", "| id | correction | by |", "|---|---|---|");
            incident.affected().forEach(one -> {
                AffectedItem.Correction correction = one.correction();
                add("| " + cell(one.id()) + " | "
                        + (correction == null
                                ? MISSING + " | |"
                                : cell(correction.what()) + " | " + correction.by() + " |"));
            });
            add("");
        }
        add("## Follow-ups", "");
        if (incident.followUps().isEmpty()) {
            add(MISSING);
            return;
        }
        add("| # | what | owner | due | expected effect | verified by | done |", "|---|---|---|---|---|---|---|");
        incident.followUps().forEach(this::followUp);
    }

    private void followUp(FollowUp one) {
        FollowUp.Completion done = one.done();
        add("| " + one.number() + " | " + cell(one.what()) + " | " + cell(one.owner()) + " | " + one.due() + " | "
                + cell(one.expected()) + " | " + cell(one.verifiedBy()) + " | "
                + (done == null ? "open" : done(one, done)) + " |");
    }

    private static String done(FollowUp one, FollowUp.Completion done) {
        String passedOver = done.withoutCheck() == null ? "" : " (why: " + cell(done.withoutCheck()) + ")";
        return one.standing() + passedOver + " " + done.at() + ": " + cell(done.evidence());
    }

    private static String since(@Nullable IncidentTimestamp harm, IncidentTimestamp moment) {
        if (harm == null || moment.at().isBefore(harm.at())) {
            return "";
        }
        return IncidentDurationFormatter.time(Duration.between(harm.at(), moment.at()));
    }

    private static String off(Duration precision) {
        return precision.isZero() ? "nothing: a clock saw it" : IncidentDurationFormatter.time(precision);
    }

    private static String said(String text) {
        return text.isBlank() ? MISSING : text;
    }

    private static String words(@Nullable Enum<?> name) {
        return name == null ? MISSING : name.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /* One line that no table is broken by. */
    private static String cell(String text) {
        return text.replaceAll("\\s+", " ").replace("|", "\\|").strip();
    }

    private void row(String name, String value) {
        add("| " + name + " | " + cell(value) + " |");
    }

    private void add(String... more) {
        lines.addAll(List.of(more));
    }
}
