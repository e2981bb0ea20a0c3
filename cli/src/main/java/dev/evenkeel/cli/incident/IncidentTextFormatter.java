// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.incident;

import dev.evenkeel.api.IncidentApi.DeclareIncidentResponse;
import dev.evenkeel.api.IncidentApi.FirstStepResponse;
import dev.evenkeel.api.IncidentApi.FollowUpCheckResponse;
import dev.evenkeel.api.IncidentApi.IncidentDetailsResponse;
import dev.evenkeel.api.IncidentApi.IncidentResponse;
import dev.evenkeel.api.IncidentTemplateApi.IncidentTemplateResponse;
import dev.evenkeel.cli.terminal.TextTable;
import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.incident.FollowUp;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.TimelineEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// A formatter of incidents as text.
final class IncidentTextFormatter {
    private IncidentTextFormatter() {}

    static String formatTable(IncidentResponse[] incidents) {
        var textTable = new TextTable("ID", "SEVERITY", "STATE", "SERVICE", "OPENED", "TITLE");
        for (IncidentResponse response : incidents) {
            Incident incident = response.incident();
            textTable.addRow(
                    incident.id(),
                    incident.severity().severity().name(),
                    incident.state() + (response.reviewOnly() ? ", needs review" : ""),
                    incident.service(),
                    TextTable.formatInstant(incident.openedAt()),
                    incident.title());
        }
        return textTable.toString();
    }

    /// Formats the status of an incident in a line.
    static String formatLine(Incident incident) {
        return incident.id() + " " + incident.severity().severity() + " " + incident.state() + ": " + incident.title()
                + " (" + incident.service() + ")";
    }

    /// Formats the status of a declared incident, the effect of the declaration, and the first steps of its
    /// template.
    static String formatDeclared(DeclareIncidentResponse response) {
        List<String> lines = new ArrayList<>();
        Incident incident = response.details().summary().incident();
        lines.add(formatLine(incident));
        switch (response.outcome()) {
            case JOINED ->
                lines.add("Joined the open incident " + incident.id() + ". Your declaration is in its timeline.");
            case REOPENED -> lines.add("Reopened incident " + incident.id() + ". Your declaration is in its timeline.");
            case OPENED -> {}
        }
        addRelated(response.details(), lines);
        addTemplate(response.details(), lines);
        return String.join(System.lineSeparator(), lines);
    }

    static String formatTemplates(IncidentTemplateResponse[] templates) {
        if (templates.length == 0) {
            return "No incident templates. To add one, apply a file of kind IncidentTemplate: ./evenkeel apply -f FILE";
        }
        var textTable = new TextTable("TEMPLATE", "SERVICE", "SEVERITY", "FIRST STEPS", "DESCRIPTION");
        for (IncidentTemplateResponse template : templates) {
            textTable.addRow(
                    template.name(),
                    Objects.requireNonNullElse(template.spec().service(), "-"),
                    Objects.toString(template.spec().severity(), "automatic"),
                    Integer.toString(template.spec().firstSteps().size()),
                    template.spec().description());
        }
        return textTable.toString();
    }

    private static void addTemplate(IncidentDetailsResponse details, List<String> lines) {
        if (details.summary().incident().template() != null) {
            lines.add("Template: " + details.summary().incident().template().name());
        }
        for (FirstStepResponse step : details.firstSteps()) {
            TimelineEntry done = step.done();
            lines.add("  first step: " + step.text()
                    + (done == null
                            ? ""
                            : " (done " + TextTable.formatInstant(done.at()) + ", source " + done.source() + ")"));
        }
    }

    static String formatIncident(IncidentDetailsResponse details) {
        List<String> lines = new ArrayList<>();
        Incident incident = details.summary().incident();
        lines.add(formatLine(incident));
        addRelated(details, lines);
        addTemplate(details, lines);
        lines.add("Severity: " + incident.severity().because() + " (rule "
                + incident.severity().ruleVersion() + ")");
        incident.response().roles().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(role -> lines.add(name(role.getKey()) + ": " + role.getValue()));
        incident.response().times().entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getValue().at()))
                .forEach(entry -> lines.add(name(entry.getKey()) + ": "
                        + TextTable.formatInstant(entry.getValue().at()) + " (source "
                        + entry.getValue().source() + ")"));
        details.suspectedChanges().stream()
                .limit(3)
                .forEach(change -> lines.add("suspected change ("
                        + QuantityFormatter.formatProbability(change.share()) + "): " + change.summary() + " ("
                        + String.join(", ", change.evidence()) + ")"));
        if (!details.nextState().missing().isEmpty()) {
            lines.add("Missing for state " + details.nextState().state() + ":");
            details.nextState().missing().forEach(one -> lines.add("  " + one.what() + "; " + one.remedy()));
        }
        incident.followUps().forEach(followUp -> lines.add(format(followUp)));
        details.followUpChecks().forEach(result -> lines.add("  " + formatCheck(result)));
        lines.add("");
        details.timeline()
                .forEach(entry -> lines.add(TextTable.formatInstant(entry.at()) + "  " + entry.source() + ": "
                        + entry.text().replace("\n", "\n    ")));
        return String.join(System.lineSeparator(), lines);
    }

    private static void addRelated(IncidentDetailsResponse details, List<String> lines) {
        details.related()
                .forEach(other -> lines.add("Related incident: " + other.id() + " " + other.severity() + " "
                        + other.state() + ": " + other.title()));
    }

    private static String format(FollowUp followUp) {
        return "follow-up " + followUp.number() + " (" + followUp.owner() + ", " + followUp.dueDate() + ", "
                + formatStatus(followUp) + "): " + followUp.description();
    }

    /// Formats the result of a follow-up's check in a line.
    static String formatCheck(FollowUpCheckResponse result) {
        return "check of follow-up " + result.number() + ": " + name(result.verdict()) + " since "
                + TextTable.formatInstant(result.since()) + ", " + result.reason();
    }

    private static String formatStatus(FollowUp followUp) {
        FollowUp.Completion done = followUp.done();
        return done == null || done.skipCheckReason() == null
                ? followUp.status()
                : "done, check skipped: " + done.skipCheckReason();
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
