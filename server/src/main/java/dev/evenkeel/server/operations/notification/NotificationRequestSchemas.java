// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.evenkeel.engine.notification.EventSeverity;
import dev.evenkeel.server.operations.notification.channel.NotificationChannelType;
import java.time.Duration;
import java.util.List;

/// Request bodies of the channel and rule endpoints, as types for the OpenAPI document.
final class NotificationRequestSchemas {
    private NotificationRequestSchemas() {}

    record PutNotificationChannelRequest(
            @JsonPropertyDescription("required for a new channel")
            NotificationChannelType type,

            @JsonPropertyDescription("URL of the receiver; default for PagerDuty: https://events.pagerduty.com")
            String url,

            @JsonPropertyDescription("signing key of a webhook: whsec_ and 24 to 64 bytes in Base64")
            String secret,

            @JsonPropertyDescription("PagerDuty integration key, 32 letters and digits")
            String routingKey,

            @JsonPropertyDescription("reason, for the audit log")
            String reason) {}

    record PutNotificationRuleRequest(
            @JsonProperty(required = true) @JsonPropertyDescription("name of the channel")
            String channel,

            @JsonPropertyDescription("services whose events are sent; empty for all")
            List<String> services,

            @JsonPropertyDescription("minimum severity of sent events; default INFO")
            EventSeverity severity,

            @JsonPropertyDescription("kinds or families of events; empty for the default selection, * for all")
            List<String> events,

            @JsonPropertyDescription("how long a rollout is on hold before a notification, PT0S to P7D; default PT10M")
            Duration holdAfter,

            @JsonPropertyDescription("reason, for the audit log")
            String reason) {}
}
