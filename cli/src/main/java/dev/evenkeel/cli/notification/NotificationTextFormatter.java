// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.notification;

import dev.evenkeel.cli.terminal.TextTable;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// A formatter of events, channels, rules and deliveries as text.
final class NotificationTextFormatter {
    private NotificationTextFormatter() {}

    /// @param events response of the server
    static String formatEvents(JsonNode events) {
        if (events.isEmpty()) {
            return "No events.";
        }
        var textTable = new TextTable("TIME", "SEVERITY", "EVENT", "SERVICE", "TITLE", "REASON");
        events.forEach(event -> textTable.addRow(
                TextTable.formatInstant(event.path("at")),
                event.path("severity").asString(),
                word(event),
                event.at("/subject/service").asString(),
                event.path("title").asString(),
                line(event.path("reason"))));
        return textTable.toString();
    }

    /// Formats one event in a line.
    static String formatEvent(JsonNode event, boolean whole) {
        String head = TextTable.formatInstant(event.path("at")) + "  "
                + event.path("severity").asString() + "  " + word(event) + "  "
                + event.path("title").asString();
        return whole ? head + ": " + line(event.path("reason")) : head;
    }

    /// @param sinks response of the server
    static String formatChannels(JsonNode sinks) {
        if (sinks.isEmpty()) {
            return "No channels. To create one: ./evenkeel channel create NAME --kind webhook --url URL";
        }
        var textTable = new TextTable("NAME", "KIND", "ADDRESS", "LAST ATTEMPT", "STATUS", "RESPONSE");
        sinks.forEach(sink -> textTable.addRow(
                sink.path("name").asString(),
                sink.path("type").asString(),
                sink.path("address").asString(),
                TextTable.formatInstant(sink.at("/lastDelivery/at")),
                sink.at("/lastDelivery/state").asString("-"),
                answer(sink.at("/lastDelivery/status"), sink.at("/lastDelivery/response"))));
        return textTable.toString();
    }

    /// @param routes response of the server
    static String formatRules(JsonNode routes) {
        if (routes.isEmpty()) {
            return "No notification rules. To create one: ./evenkeel notification-rule create NAME --channel CHANNEL";
        }
        var textTable = new TextTable("NAME", "CHANNEL", "SERVICES", "MIN SEVERITY", "EVENTS", "HOLD AFTER");
        routes.forEach(route -> textTable.addRow(
                route.path("name").asString(),
                route.path("channel").asString(),
                names(route.path("services"), "all"),
                route.path("severity").asString(),
                names(route.path("events"), "default"),
                route.path("holdAfter").asString()));
        return textTable.toString();
    }

    /// @param deliveries response of the server
    static String formatDeliveries(JsonNode deliveries) {
        if (deliveries.isEmpty()) {
            return "No deliveries.";
        }
        var textTable =
                new TextTable("NUMBER", "CHANNEL", "STATUS", "ATTEMPTS", "LAST ATTEMPT", "TOPIC", "EVENTS", "RESPONSE");
        deliveries.forEach(one -> textTable.addRow(
                one.path("number").asString(),
                one.path("channel").asString(),
                one.path("state").asString(),
                one.path("attempts").asString(),
                TextTable.formatInstant(one.path("lastAttemptAt")),
                one.path("topic").asString(),
                Integer.toString(one.path("events").size()),
                answer(one.path("lastHttpStatus"), one.path("lastResponse"))));
        return textTable.toString();
    }

    /// Formats the response to a test message.
    static String formatTest(JsonNode tested) {
        int status = tested.path("status").asInt();
        String answer =
                (status == 0 ? "" : status + " ") + tested.path("response").asString();
        return (tested.path("delivered").asBoolean() ? "Test message delivered: " : "Test message not delivered: ")
                + answer.strip();
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
