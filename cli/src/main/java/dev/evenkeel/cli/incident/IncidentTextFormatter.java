// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.incident;

import dev.evenkeel.cli.terminal.TextTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// A formatter of incidents as text.
final class IncidentTextFormatter {
    private IncidentTextFormatter() {}

    static String formatTable(List<JsonNode> incidents) {
        var textTable = new TextTable("ID", "SEVERITY", "STATE", "SERVICE", "OPENED", "TITLE");
        incidents.forEach(incident -> textTable.addRow(
                incident.path("id").asString(),
                severity(incident),
                incident.path("state").asString() + (incident.path("reviewOnly").asBoolean() ? ", needs review" : ""),
                incident.path("service").asString(),
                time(incident.path("openedAt")),
                incident.path("title").asString()));
        return textTable.toString();
    }

    /// Formats the status of an incident in a line.
    static String formatLine(JsonNode incident) {
        return incident.path("id").asString() + " " + severity(incident) + " "
                + incident.path("state").asString() + ": "
                + incident.path("title").asString() + " ("
                + incident.path("service").asString() + ")";
    }

    /// Formats the status of a declared incident, the effect of the declaration, and the first steps of its
    /// template.
    static String formatDeclared(JsonNode incident) {
        List<String> lines = new ArrayList<>();
        lines.add(formatLine(incident));
        String id = incident.path("id").asString();
        switch (incident.path("outcome").asString("")) {
            case "JOINED" -> lines.add("Joined the open incident " + id + ". Your declaration is in its timeline.");
            case "REOPENED" -> lines.add("Reopened incident " + id + ". Your declaration is in its timeline.");
            default -> {}
        }
        related(incident, lines);
        template(incident, lines);
        return String.join(System.lineSeparator(), lines);
    }

    static String formatTemplates(JsonNode templates) {
        if (templates.isEmpty()) {
            return "No incident templates. To add one, apply a file of kind IncidentTemplate: ./evenkeel apply -f FILE";
        }
        var textTable = new TextTable("TEMPLATE", "SERVICE", "SEVERITY", "FIRST STEPS", "DESCRIPTION");
        templates.forEach(template -> textTable.addRow(
                template.path("name").asString(),
                template.path("service").asString("-"),
                template.path("severity").asString("automatic"),
                Integer.toString(template.path("firstSteps").size()),
                template.path("description").asString()));
        return textTable.toString();
    }

    private static void template(JsonNode incident, List<String> lines) {
        if (incident.path("template").isObject()) {
            lines.add("Template: " + incident.at("/template/name").asString());
        }
        incident.path("firstSteps").forEach(step -> {
            JsonNode done = step.path("done");
            lines.add("  first step: " + step.path("text").asString()
                    + (done.isObject()
                            ? " (done " + time(done.path("at")) + ", source "
                                    + done.path("source").asString() + ")"
                            : ""));
        });
    }

    static String formatIncident(JsonNode incident) {
        List<String> lines = new ArrayList<>();
        lines.add(formatLine(incident));
        related(incident, lines);
        template(incident, lines);
        lines.add("Severity: " + incident.at("/severity/because").asString() + " (rule "
                + incident.at("/severity/ruleVersion").asString() + ")");
        incident.at("/response/roles")
                .propertyStream()
                .forEach(role -> lines.add(role.getKey().toLowerCase(Locale.ROOT) + ": "
                        + role.getValue().asString()));
        incident.at("/response/times")
                .propertyStream()
                .sorted(Comparator.comparing(
                        entry -> entry.getValue().path("at").asString()))
                .forEach(entry ->
                        lines.add(entry.getKey().toLowerCase(Locale.ROOT).replace('_', ' ') + ": "
                                + time(entry.getValue().path("at")) + " (source "
                                + entry.getValue().path("source").asString() + ")"));
        suspectedChanges(incident, lines);
        nextState(incident, lines);
        followUps(incident, lines);
        lines.add("");
        incident.path("timeline")
                .forEach(entry -> lines.add(
                        time(entry.path("at")) + "  " + entry.path("source").asString() + ": "
                                + entry.path("text").stringValue("").replace("\n", "\n    ")));
        return String.join(System.lineSeparator(), lines);
    }

    private static void related(JsonNode incident, List<String> lines) {
        incident.path("related")
                .forEach(other ->
                        lines.add("Related incident: " + other.path("id").asString() + " "
                                + other.path("severity").asString() + " "
                                + other.path("state").asString() + ": "
                                + other.path("title").asString()));
    }

    private static void suspectedChanges(JsonNode incident, List<String> lines) {
        incident.path("suspectedChanges")
                .valueStream()
                .limit(3)
                .forEach(one -> lines.add(String.format(
                        Locale.ROOT,
                        "suspected change (%.0f%%): %s (%s)",
                        100 * one.path("share").asDouble(),
                        one.path("summary").asString(),
                        one.path("evidence")
                                .valueStream()
                                .map(JsonNode::asString)
                                .collect(Collectors.joining(", ")))));
    }

    private static void nextState(JsonNode incident, List<String> lines) {
        JsonNode missing = incident.at("/nextState/missing");
        if (!missing.isEmpty()) {
            lines.add("Missing for state " + incident.at("/nextState/state").asString() + ":");
            missing.forEach(one -> lines.add("  " + one.path("what").asString() + "; "
                    + one.path("remedy").asString()));
        }
    }

    private static void followUps(JsonNode incident, List<String> lines) {
        incident.path("followUps")
                .forEach(one -> lines.add("follow-up " + one.path("number").asString() + " ("
                        + one.path("owner").asString() + ", "
                        + one.path("dueDate").asString() + ", "
                        + done(one.path("done")) + "): "
                        + one.path("description").asString()));
        incident.path("followUpChecks").forEach(found -> lines.add("  " + formatCheck(found)));
    }

    /// Formats the result of a follow-up's check in a line.
    static String formatCheck(JsonNode found) {
        return "check of follow-up " + found.path("number").asString() + ": "
                + found.path("verdict").asString().toLowerCase(Locale.ROOT) + " since " + time(found.path("since"))
                + ", " + found.path("reason").asString();
    }

    private static String done(JsonNode done) {
        if (done.isNull() || done.isMissingNode()) {
            return "open";
        }
        if (!done.path("skipCheckReason").asString("").isEmpty()) {
            return "done, check skipped: " + done.path("skipCheckReason").asString();
        }
        return done.path("checked").asString("").isEmpty() ? "done" : "verified";
    }

    private static String severity(JsonNode incident) {
        return incident.at("/severity/severity").asString();
    }

    /* In UTC, to the second. */
    private static String time(JsonNode instant) {
        return instant.asString("").replaceFirst("T", " ").replaceFirst("\\.\\d+", "");
    }
}
