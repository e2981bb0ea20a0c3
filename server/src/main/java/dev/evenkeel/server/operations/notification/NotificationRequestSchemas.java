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

            String url,

            @JsonPropertyDescription("signing key of a webhook")
            String secret,

            @JsonPropertyDescription("PagerDuty integration key")
            String routingKey,

            @JsonPropertyDescription("reason, for the audit log")
            String reason) {}

    record PutNotificationRuleRequest(
            @JsonProperty(required = true) String channel,
            List<String> services,
            EventSeverity severity,
            List<String> events,
            Duration holdAfter,

            @JsonPropertyDescription("reason, for the audit log")
            String reason) {}
}
