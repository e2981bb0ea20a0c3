// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.notification;

import dev.evenkeel.api.NotificationApi.ChannelTestResponse;
import dev.evenkeel.api.NotificationApi.Delivery;
import dev.evenkeel.api.NotificationApi.LastDelivery;
import dev.evenkeel.api.NotificationApi.NotificationChannelResponse;
import dev.evenkeel.api.NotificationApi.NotificationRuleResponse;
import dev.evenkeel.api.NotificationApi.RecordedEvent;
import dev.evenkeel.cli.terminal.TextTable;
import dev.evenkeel.engine.notification.Event;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A formatter of events, channels, rules and deliveries as text.
final class NotificationTextFormatter {
    private NotificationTextFormatter() {}

    static String formatEvents(RecordedEvent[] events) {
        if (events.length == 0) {
            return "No events.";
        }
        var textTable = new TextTable("TIME", "SEVERITY", "EVENT", "SERVICE", "TITLE", "REASON");
        for (RecordedEvent one : events) {
            Event event = one.event();
            textTable.addRow(
                    TextTable.formatInstant(event.at()),
                    event.severity().name(),
                    kind(event),
                    event.subject().service(),
                    event.title(),
                    withSingleBlanks(event.reason()));
        }
        return textTable.toString();
    }

    /// Formats one event in a line.
    static String formatEvent(Event event) {
        return TextTable.formatInstant(event.at()) + "  " + event.severity() + "  " + kind(event) + "  " + event.title()
                + ": " + withSingleBlanks(event.reason());
    }

    static String formatChannels(NotificationChannelResponse[] channels) {
        if (channels.length == 0) {
            return "No channels. To create one: ./evenkeel channel create NAME --kind webhook --url URL";
        }
        var textTable = new TextTable("NAME", "KIND", "ADDRESS", "LAST ATTEMPT", "STATUS", "RESPONSE");
        for (NotificationChannelResponse channel : channels) {
            LastDelivery last = channel.lastDelivery();
            textTable.addRow(
                    channel.name(),
                    channel.type().name(),
                    channel.address(),
                    last == null ? "-" : TextTable.formatInstant(last.at()),
                    last == null ? "-" : last.state().name(),
                    last == null ? "-" : formatHttpResponse(last.status(), last.response()));
        }
        return textTable.toString();
    }

    static String formatRules(NotificationRuleResponse[] rules) {
        if (rules.length == 0) {
            return "No notification rules. To create one: ./evenkeel notification-rule create NAME --channel CHANNEL";
        }
        var textTable = new TextTable("NAME", "CHANNEL", "SERVICES", "MIN SEVERITY", "EVENTS", "HOLD AFTER");
        for (NotificationRuleResponse rule : rules) {
            textTable.addRow(
                    rule.name(),
                    rule.channel(),
                    join(rule.services(), "all"),
                    rule.severity().name(),
                    join(rule.events(), "default"),
                    rule.holdAfter().toString());
        }
        return textTable.toString();
    }

    static String formatDeliveries(Delivery[] deliveries) {
        if (deliveries.length == 0) {
            return "No deliveries.";
        }
        var textTable =
                new TextTable("NUMBER", "CHANNEL", "STATUS", "ATTEMPTS", "LAST ATTEMPT", "TOPIC", "EVENTS", "RESPONSE");
        for (Delivery delivery : deliveries) {
            textTable.addRow(
                    Long.toString(delivery.number()),
                    delivery.channel(),
                    delivery.state().name(),
                    Integer.toString(delivery.attempts()),
                    TextTable.formatInstant(delivery.lastAttemptAt()),
                    delivery.topic(),
                    Integer.toString(delivery.events().size()),
                    formatHttpResponse(delivery.lastHttpStatus(), delivery.lastResponse()));
        }
        return textTable.toString();
    }

    /// Formats the response to a test message.
    static String formatTest(ChannelTestResponse tested) {
        return (tested.delivered() ? "Test message delivered: " : "Test message not delivered: ")
                + formatHttpResponse(tested.status(), tested.response());
    }

    private static String kind(Event event) {
        return event.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String formatHttpResponse(@Nullable Integer status, @Nullable String summary) {
        String text = (status == null || status == 0 ? "" : status + " ")
                + (summary == null ? "" : withSingleBlanks(summary));
        return text.isBlank() ? "-" : text.strip();
    }

    private static String join(List<String> names, String none) {
        return names.isEmpty() ? none : String.join(", ", names);
    }

    private static String withSingleBlanks(String text) {
        return text.replaceAll("\\s+", " ");
    }
}
