// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.notification;

import dev.evenkeel.engine.notification.EventSeverity;
import dev.evenkeel.server.console.kit.Mark;
import dev.evenkeel.server.operations.notification.Delivery;
import dev.evenkeel.server.operations.notification.NotedEvent;
import dev.evenkeel.server.operations.notification.RouteView;
import dev.evenkeel.server.operations.notification.SinkView;
import java.time.Instant;
import java.util.List;

/// The page of events. Its question: who is told what, and does it arrive?
///
/// @param now when this was true
/// @param sinks by name
/// @param routes that are in force
/// @param deliveries newest first
/// @param events newest first
public record EventsPage(
        Instant now, List<SinkView> sinks, List<RouteView> routes, List<Delivery> deliveries, List<NotedEvent> events) {

    /// The answer, in a sentence.
    String lead() {
        if (sinks.isEmpty()) {
            return "Nobody is told of anything: there is no sink yet.";
        }
        List<String> silent = sinks.stream()
                .filter(sink -> sink.last() != null && sink.last().state() != Delivery.State.TAKEN)
                .map(SinkView::name)
                .toList();
        return silent.isEmpty()
                ? "Every sink took what it was last sent."
                : String.join(", ", silent) + " did not take what was last sent.";
    }

    public static Mark mark(Delivery.State state) {
        return switch (state) {
            case WAITING -> new Mark(Mark.Tone.CALM, "hourglass", "Waiting");
            case TAKEN -> new Mark(Mark.Tone.GOOD, "check", "Taken");
            case REFUSED -> new Mark(Mark.Tone.BAD, "stop", "Refused");
            case GIVEN_UP -> new Mark(Mark.Tone.BAD, "silent", "Given up");
            case DROPPED -> new Mark(Mark.Tone.CALM, "minus", "Over before");
        };
    }

    public static Mark mark(EventSeverity severity) {
        return switch (severity) {
            case INFO -> new Mark(Mark.Tone.CALM, "dot", "Info");
            case NOTICE -> new Mark(Mark.Tone.CALM, "alert", "Notice");
            case TICKET -> new Mark(Mark.Tone.CAUTION, "alert", "Ticket");
            case PAGE -> new Mark(Mark.Tone.BAD, "alert", "Page");
        };
    }

    /// What a route sends, in words.
    public static String what(RouteView route) {
        String events = route.events().isEmpty()
                ? "the quiet few"
                : route.events().contains("*") ? "everything" : String.join(", ", route.events());
        String services = route.services().isEmpty() ? "all services" : String.join(", ", route.services());
        return events + " of " + services
                + (route.severity() == EventSeverity.INFO ? "" : ", from " + route.severity() + " on");
    }

    /// The last answer to a message, in words.
    static String answer(Delivery delivery) {
        Integer status = delivery.lastStatus();
        String words = delivery.lastWords() == null ? "" : delivery.lastWords();
        return status == null || status == 0 ? words : (status + " " + words).strip();
    }
}
