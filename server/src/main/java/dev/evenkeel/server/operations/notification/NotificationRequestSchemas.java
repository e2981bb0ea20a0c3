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
            @JsonPropertyDescription("needed for a new one") NotificationChannelType type,
            String url,
            @JsonPropertyDescription("of a webhook") String secret,
            @JsonPropertyDescription("of PagerDuty") String routingKey,
            @JsonPropertyDescription("why, for the ledger") String reason) {}

    record PutNotificationRuleRequest(
            @JsonProperty(required = true) String channel,
            List<String> services,
            EventSeverity severity,
            List<String> events,
            Duration holdAfter,
            @JsonPropertyDescription("why, for the ledger") String reason) {}
}
