// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.technology;

import dev.evenkeel.cli.terminal.TextTable;
import dev.evenkeel.engine.format.QuantityFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// A formatter of the technology register as text.
final class TechTextFormatter {
    private TechTextFormatter() {}

    static String formatTable(JsonNode technologies) {
        if (technologies.isEmpty()) {
            return "No technologies. To add one: ./evenkeel tech create KEY. To add several: ./evenkeel tech apply"
                    + " FILE";
        }
        var textTable = new TextTable("TECHNOLOGY", "RING", "SINCE", "HOURS", "INCIDENTS", "NOVEL", "SERVICES");
        technologies.forEach(one -> textTable.addRow(
                one.path("key").asString(),
                one.path("ring").asString(),
                day(one.path("since")),
                hours(one.path("hours")),
                decimal(one.path("incidents").asDouble()),
                one.path("novel").asBoolean() ? "yes" : "no",
                services(one.path("uses"))));
        return textTable.toString();
    }

    static String formatTechnology(JsonNode one) {
        JsonNode unknown = one.path("unknown");
        JsonNode incidents = unknown.path("incidents");
        List<String> lines = new ArrayList<>();
        lines.add(one.path("key").asString() + ": " + one.path("name").asString() + ", " + kind(one) + ", "
                + one.path("ring").asString() + " since " + day(one.path("since")));
        lines.add("Services       " + services(one.path("uses")));
        lines.add("Packages       " + joined(one.path("packages")));
        lines.add("Running hours  " + hours(one.path("hours")) + ", with "
                + decimal(one.path("incidents").asDouble()) + " incidents: "
                + (one.path("novel").asBoolean() ? "not enough history yet" : "enough history"));
        lines.add("Expected       incidents with unknown causes, per service and quarter: "
                + decimal(incidents.path("mean").asDouble())
                + " (" + decimal(incidents.path("low").asDouble()) + " to "
                + decimal(incidents.path("high").asDouble()) + " at 90% confidence); chance of at least one: "
                + QuantityFormatter.formatWholePercent(
                        unknown.path("probability").asDouble()));
        lines.add("");
        lines.add(moves(one.path("ringChanges")));
        return String.join(System.lineSeparator(), lines);
    }

    private static String moves(JsonNode moves) {
        var textTable = new TextTable("DATE", "FROM", "TO", "BY", "RECORD", "REASON");
        moves.forEach(move -> textTable.addRow(
                day(move.path("at")),
                move.path("from").asString("-"),
                move.path("to").asString(),
                move.path("person").asString(),
                move.path("decisionRecord").asString("none"),
                move.path("reason").asString()));
        return textTable.toString();
    }

    static String formatTokens(JsonNode tokens) {
        List<String> lines = new ArrayList<>();
        lines.add(tokens.path("remaining").asString() + " of "
                + tokens.path("tokens").asString()
                + " innovation tokens left. A technology in use holds a token until it has run for "
                + hours(tokens.path("noveltyThresholdHours")) + " hours.");
        if (!tokens.path("spent").isEmpty()) {
            lines.add("");
            var textTable = new TextTable("TOKEN", "TECHNOLOGY", "IN USE SINCE", "HOURS", "RECORD");
            tokens.path("spent")
                    .forEach(token -> textTable.addRow(
                            token.path("number").asString(),
                            token.path("technology").asString(),
                            day(token.path("since")),
                            hours(token.path("hours")),
                            token.path("decisionRecord").asString("none")));
            lines.add(textTable.toString());
            lines.add("");
            lines.add("Chance of an incident with an unknown cause, if a service runs each of them for a quarter: "
                    + QuantityFormatter.formatWholePercent(
                            tokens.path("probability").asDouble()) + ".");
        }
        if (!tokens.path("undecided").isEmpty()) {
            lines.add("Beyond the token limit, without an accepted decision record: "
                    + joined(tokens.path("undecided"))
                    + ". The gate \"technology\" blocks changes that introduce them.");
        }
        return String.join(System.lineSeparator(), lines);
    }

    static String formatRecords(JsonNode records) {
        if (records.isEmpty()) {
            return "No decision records. To import some: ./evenkeel decision-record import FOLDER";
        }
        var textTable = new TextTable("ID", "STATUS", "DATE", "DECIDED BY", "TITLE");
        records.forEach(one -> textTable.addRow(
                one.path("id").asString(),
                one.path("status").asString("-"),
                one.path("date").asString("-"),
                joined(one.path("decisionMakers")),
                one.path("title").asString()));
        return textTable.toString();
    }

    private static String kind(JsonNode one) {
        return one.path("kind").asString().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String services(JsonNode uses) {
        return uses.isEmpty()
                ? "-"
                : uses.valueStream()
                        .map(use -> use.path("service").asString()
                                + (use.path("until").isString() ? " (ended)" : ""))
                        .distinct()
                        .collect(Collectors.joining(", "));
    }

    private static String joined(JsonNode list) {
        return list.isEmpty() ? "-" : list.valueStream().map(JsonNode::asString).collect(Collectors.joining(", "));
    }

    private static String day(JsonNode instant) {
        String text = instant.asString("");
        int day = text.indexOf('T');
        return day < 0 ? "-" : text.substring(0, day);
    }

    private static String hours(JsonNode hours) {
        return String.format(Locale.ROOT, "%,.0f", hours.asDouble());
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
