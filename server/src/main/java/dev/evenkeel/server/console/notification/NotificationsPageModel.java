// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.notification;

import dev.evenkeel.api.NotificationApi.Delivery;
import dev.evenkeel.api.NotificationApi.NotificationChannelResponse;
import dev.evenkeel.api.NotificationApi.NotificationRuleResponse;
import dev.evenkeel.api.NotificationApi.RecordedEvent;
import dev.evenkeel.engine.notification.EventSeverity;
import dev.evenkeel.server.console.kit.StatusBadge;
import java.time.Instant;
import java.util.List;

/// Model of the notifications page. Answers: who is notified of what, and are messages delivered?
///
/// @param now time of the data
/// @param channels notification channels, by name
/// @param rules effective notification rules
/// @param deliveries newest first
/// @param events newest first
public record NotificationsPageModel(
        Instant now,
        List<NotificationChannelResponse> channels,
        List<NotificationRuleResponse> rules,
        List<Delivery> deliveries,
        List<RecordedEvent> events) {

    /// Returns the answer in a sentence.
    String summary() {
        if (channels.isEmpty()) {
            return "Nobody is told of anything: there is no sink yet.";
        }
        List<String> silent = channels.stream()
                .filter(notificationChannelResponse -> notificationChannelResponse.lastDelivery() != null
                        && notificationChannelResponse.lastDelivery().state() != Delivery.State.DELIVERED)
                .map(NotificationChannelResponse::name)
                .toList();
        return silent.isEmpty()
                ? "Every sink took what it was last sent."
                : String.join(", ", silent) + " did not take what was last sent.";
    }

    public static StatusBadge toBadge(Delivery.State state) {
        return switch (state) {
            case PENDING -> new StatusBadge(StatusBadge.Tone.CALM, "hourglass", "Waiting");
            case DELIVERED -> new StatusBadge(StatusBadge.Tone.GOOD, "check", "Taken");
            case REJECTED -> new StatusBadge(StatusBadge.Tone.BAD, "stop", "Refused");
            case EXPIRED -> new StatusBadge(StatusBadge.Tone.BAD, "silent", "Given up");
            case SUPPRESSED -> new StatusBadge(StatusBadge.Tone.CALM, "minus", "Over before");
        };
    }

    public static StatusBadge toBadge(EventSeverity severity) {
        return switch (severity) {
            case INFO -> new StatusBadge(StatusBadge.Tone.CALM, "dot", "Info");
            case NOTICE -> new StatusBadge(StatusBadge.Tone.CALM, "alert", "Notice");
            case TICKET -> new StatusBadge(StatusBadge.Tone.CAUTION, "alert", "Ticket");
            case PAGE -> new StatusBadge(StatusBadge.Tone.BAD, "alert", "Page");
        };
    }

    /// Returns the events that a rule sends, as text.
    public static String describeRule(NotificationRuleResponse notificationRuleResponse) {
        String events = notificationRuleResponse.events().isEmpty()
                ? "the quiet few"
                : notificationRuleResponse.events().contains("*")
                        ? "everything"
                        : String.join(", ", notificationRuleResponse.events());
        String services = notificationRuleResponse.services().isEmpty()
                ? "all services"
                : String.join(", ", notificationRuleResponse.services());
        return events + " of " + services
                + (notificationRuleResponse.severity() == EventSeverity.INFO
                        ? ""
                        : ", from " + notificationRuleResponse.severity() + " on");
    }

    /// Returns the last response to a message, as text.
    static String formatLastResponse(Delivery delivery) {
        Integer status = delivery.lastHttpStatus();
        String words = delivery.lastResponse() == null ? "" : delivery.lastResponse();
        return status == null || status == 0 ? words : (status + " " + words).strip();
    }
}
