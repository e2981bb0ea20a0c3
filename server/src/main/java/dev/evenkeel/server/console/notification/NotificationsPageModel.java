// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.notification;

import dev.evenkeel.engine.notification.EventSeverity;
import dev.evenkeel.server.console.kit.StatusBadge;
import dev.evenkeel.server.operations.notification.NotificationChannelResponse;
import dev.evenkeel.server.operations.notification.NotificationDelivery;
import dev.evenkeel.server.operations.notification.NotificationRuleResponse;
import dev.evenkeel.server.operations.notification.RecordedEvent;
import java.time.Instant;
import java.util.List;

/// The page of events. Its question: who is told what, and does it arrive?
///
/// @param now when this was true
/// @param sinks by name
/// @param routes that are in force
/// @param deliveries newest first
/// @param events newest first
public record NotificationsPageModel(
        Instant now,
        List<NotificationChannelResponse> sinks,
        List<NotificationRuleResponse> routes,
        List<NotificationDelivery> deliveries,
        List<RecordedEvent> events) {

    /// The answer, in a sentence.
    String lead() {
        if (sinks.isEmpty()) {
            return "Nobody is told of anything: there is no sink yet.";
        }
        List<String> silent = sinks.stream()
                .filter(sink -> sink.last() != null && sink.last().state() != NotificationDelivery.State.TAKEN)
                .map(NotificationChannelResponse::name)
                .toList();
        return silent.isEmpty()
                ? "Every sink took what it was last sent."
                : String.join(", ", silent) + " did not take what was last sent.";
    }

    public static StatusBadge mark(NotificationDelivery.State state) {
        return switch (state) {
            case WAITING -> new StatusBadge(StatusBadge.Tone.CALM, "hourglass", "Waiting");
            case TAKEN -> new StatusBadge(StatusBadge.Tone.GOOD, "check", "Taken");
            case REFUSED -> new StatusBadge(StatusBadge.Tone.BAD, "stop", "Refused");
            case GIVEN_UP -> new StatusBadge(StatusBadge.Tone.BAD, "silent", "Given up");
            case DROPPED -> new StatusBadge(StatusBadge.Tone.CALM, "minus", "Over before");
        };
    }

    public static StatusBadge mark(EventSeverity severity) {
        return switch (severity) {
            case INFO -> new StatusBadge(StatusBadge.Tone.CALM, "dot", "Info");
            case NOTICE -> new StatusBadge(StatusBadge.Tone.CALM, "alert", "Notice");
            case TICKET -> new StatusBadge(StatusBadge.Tone.CAUTION, "alert", "Ticket");
            case PAGE -> new StatusBadge(StatusBadge.Tone.BAD, "alert", "Page");
        };
    }

    /// What a route sends, in words.
    public static String what(NotificationRuleResponse route) {
        String events = route.events().isEmpty()
                ? "the quiet few"
                : route.events().contains("*") ? "everything" : String.join(", ", route.events());
        String services = route.services().isEmpty() ? "all services" : String.join(", ", route.services());
        return events + " of " + services
                + (route.severity() == EventSeverity.INFO ? "" : ", from " + route.severity() + " on");
    }

    /// The last answer to a message, in words.
    static String answer(NotificationDelivery delivery) {
        Integer status = delivery.lastStatus();
        String words = delivery.lastWords() == null ? "" : delivery.lastWords();
        return status == null || status == 0 ? words : (status + " " + words).strip();
    }
}
