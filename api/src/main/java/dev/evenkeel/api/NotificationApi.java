// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.evenkeel.engine.notification.Event;
import dev.evenkeel.engine.notification.EventSeverity;
import dev.evenkeel.engine.notification.NotificationChannelType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Events (`/api/v1/events`), and their notification channels, rules and deliveries
/// (`/api/v1/notification-channels`, `/api/v1/notification-rules`, `/api/v1/notification-deliveries`).
public final class NotificationApi {
    private NotificationApi() {}

    /// Creates or updates a channel; omitted fields keep their values.
    public record PutNotificationChannelRequest(
            @JsonPropertyDescription("required for a new channel") @Nullable
            NotificationChannelType type,

            @JsonPropertyDescription("URL of the receiver; default for PagerDuty: https://events.pagerduty.com")
            @Secret
            @Nullable
            String url,

            @JsonPropertyDescription("signing key of a webhook: whsec_ and 24 to 64 bytes in Base64") @Secret @Nullable
            String secret,

            @JsonPropertyDescription("PagerDuty integration key, 32 letters and digits") @Secret @Nullable
            String routingKey,

            @JsonPropertyDescription("reason, for the audit log") @Nullable
            String reason) {
        @Override
        public String toString() {
            return "PutNotificationChannelRequest";
        }
    }

    /// A channel without its secret.
    ///
    /// @param address address of the receiver; only the host where the address is the secret
    /// @param lastDelivery the last delivery attempt; null before the first
    public record NotificationChannelResponse(
            String name,
            NotificationChannelType type,
            String address,
            @Nullable LastDelivery lastDelivery) {}

    /// The last delivery attempt of a channel.
    ///
    /// @param at time of the attempt
    /// @param state state of the message
    /// @param status HTTP status, 0 without a response
    /// @param response summary of the response, one line
    public record LastDelivery(@Nullable Instant at, Delivery.State state, int status, String response) {}

    /// The result of a test message.
    ///
    /// @param delivered whether the receiver accepted the message
    public record ChannelTestResponse(String channel, boolean delivered, int status, String response) {}

    /// Creates or replaces a rule, or evaluates one in a dry run.
    public record PutNotificationRuleRequest(
            @JsonProperty(required = true) @JsonPropertyDescription("name of the channel")
            String channel,

            @JsonPropertyDescription("services whose events are sent; empty for all") @Nullable
            List<String> services,

            @JsonPropertyDescription("minimum severity of sent events; default INFO") @Nullable
            EventSeverity severity,

            @JsonPropertyDescription("kinds or families of events; empty for the default selection, * for all")
            @Nullable
            List<String> events,

            @JsonPropertyDescription("time on hold before a rollout causes a notification, PT0S to P7D; default PT10M")
            @Nullable
            Duration holdAfter,

            @JsonPropertyDescription("reason, for the audit log") @Nullable
            String reason) {}

    /// A rule.
    ///
    /// @param services service keys, in order; empty for all services
    /// @param events kinds or families of events, in order; empty for the default kinds
    /// @param implied whether the rule follows from a service's escalation target or owner and is not configured
    public record NotificationRuleResponse(
            String name,
            String channel,
            List<String> services,
            EventSeverity severity,
            List<String> events,
            Duration holdAfter,
            boolean implied) {}

    /// The messages that a rule would have sent for past events. Other rules for the same channel are ignored.
    ///
    /// @param evaluatedEvents number of events evaluated
    /// @param since start of the period
    /// @param messages number of messages that it would have sent
    /// @param events events in these messages, oldest first
    public record NotificationRuleDryRunResponse(
            int evaluatedEvents, Instant since, int messages, List<DryRunEvent> events) {}

    /// An event that would have been sent.
    public record DryRunEvent(
            String id, String kind, Instant at, String service, EventSeverity severity, String title, String reason) {}

    /// A stored event.
    ///
    /// @param number sequence number, increasing
    public record RecordedEvent(long number, @JsonUnwrapped Event event) {}

    /// A message to a channel, with its delivery state.
    ///
    /// @param number sequence number, increasing
    /// @param rule name of the rule that created the message
    /// @param topic topic of its events
    /// @param events IDs of its events, in order; exactly one for a webhook
    /// @param severity highest severity of its events
    /// @param createdAt when it was created
    /// @param dueAt time of the next attempt; also set when delivery has finished
    /// @param attempts number of attempts so far
    /// @param firstAttemptAt null before the first
    /// @param lastAttemptAt null before the first
    /// @param lastHttpStatus HTTP status of the last response, 0 without a response; null before the first attempt
    /// @param lastResponse summary of the last response, one line; null before the first attempt
    public record Delivery(
            long number,
            String channel,
            String rule,
            String topic,
            List<String> events,
            EventSeverity severity,
            State state,
            Instant createdAt,
            Instant dueAt,
            int attempts,
            @Nullable Instant firstAttemptAt,
            @Nullable Instant lastAttemptAt,
            @Nullable Integer lastHttpStatus,
            @Nullable String lastResponse) {
        /// The state of a message.
        public enum State {
            /// Waiting for its due time or for a retry.
            PENDING,
            /// Accepted by the receiver.
            DELIVERED,
            /// Rejected by the receiver.
            REJECTED,
            /// Not delivered after a day of retries.
            EXPIRED,
            /// Dropped, because its cause ended before the message was due.
            SUPPRESSED
        }

        public Delivery {
            events = List.copyOf(events);
        }
    }
}
