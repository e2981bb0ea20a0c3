// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.notification;

import dev.evenkeel.cli.terminal.TextTable;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Events and messages, for people.
final class NotificationTextFormatter {
    private NotificationTextFormatter() {}

    /// @param events as the server answers
    static String events(JsonNode events) {
        if (events.isEmpty()) {
            return "Nothing has happened.";
        }
        var table = new TextTable("AT", "SEVERITY", "EVENT", "SERVICE", "WHAT", "WHY");
        events.forEach(event -> table.row(
                TextTable.second(event.path("at")),
                event.path("severity").asString(),
                word(event),
                event.at("/about/service").asString(),
                event.path("title").asString(),
                line(event.path("reason"))));
        return table.toString();
    }

    /// One event in a line.
    static String line(JsonNode event, boolean whole) {
        String head = TextTable.second(event.path("at")) + "  "
                + event.path("severity").asString() + "  " + word(event) + "  "
                + event.path("title").asString();
        return whole ? head + ": " + line(event.path("reason")) : head;
    }

    /// @param sinks as the server answers
    static String sinks(JsonNode sinks) {
        if (sinks.isEmpty()) {
            return "There is no sink. Make one: ./evenkeel sink set NAME --kind webhook --url URL";
        }
        var table = new TextTable("NAME", "KIND", "ADDRESS", "LAST TRY", "STATE", "ANSWER");
        sinks.forEach(sink -> table.row(
                sink.path("name").asString(),
                sink.path("kind").asString(),
                sink.path("address").asString(),
                TextTable.second(sink.at("/last/at")),
                sink.at("/last/state").asString("-"),
                answer(sink.at("/last/status"), sink.at("/last/words"))));
        return table.toString();
    }

    /// @param routes as the server answers
    static String routes(JsonNode routes) {
        if (routes.isEmpty()) {
            return "There is no route, and no sink is named like the escalation target or the owner of a service.";
        }
        var table = new TextTable("NAME", "SINK", "SERVICES", "FROM", "EVENTS", "HOLDS AFTER");
        routes.forEach(route -> table.row(
                route.path("name").asString(),
                route.path("sink").asString(),
                names(route.path("services"), "all"),
                route.path("severity").asString(),
                names(route.path("events"), "the quiet few"),
                route.path("holdAfter").asString()));
        return table.toString();
    }

    /// @param deliveries as the server answers
    static String deliveries(JsonNode deliveries) {
        if (deliveries.isEmpty()) {
            return "Nothing was to be sent.";
        }
        var table = new TextTable("NUMBER", "SINK", "STATE", "TRIES", "LAST TRY", "TOPIC", "EVENTS", "ANSWER");
        deliveries.forEach(one -> table.row(
                one.path("number").asString(),
                one.path("sink").asString(),
                one.path("state").asString(),
                one.path("tries").asString(),
                TextTable.second(one.path("lastTryAt")),
                one.path("topic").asString(),
                Integer.toString(one.path("events").size()),
                answer(one.path("lastStatus"), one.path("lastWords"))));
        return table.toString();
    }

    private static String word(JsonNode event) {
        return event.path("kind").asString().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String answer(JsonNode status, JsonNode words) {
        int code = status.asInt(0);
        String said = line(words);
        return code == 0 ? said.isEmpty() ? "-" : said : (code + " " + said).strip();
    }

    private static String names(JsonNode names, String none) {
        return names.isEmpty()
                ? none
                : names.valueStream().map(JsonNode::asString).collect(Collectors.joining(", "));
    }

    private static String line(JsonNode text) {
        return text.asString("").replaceAll("\\s+", " ");
    }
}
