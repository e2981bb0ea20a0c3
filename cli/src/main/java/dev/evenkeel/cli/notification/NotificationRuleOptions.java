// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.notification;

import dev.evenkeel.api.NotificationApi.NotificationRuleResponse;
import dev.evenkeel.api.NotificationApi.PutNotificationRuleRequest;
import dev.evenkeel.engine.notification.EventSeverity;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options of a notification rule.
final class NotificationRuleOptions {
    @Option(
            names = "--service",
            paramLabel = "KEY",
            split = ",",
            description = "Only events of this service; repeatable (default: all services).")
    private @Nullable List<String> services;

    @Option(
            names = "--severity",
            paramLabel = "SEVERITY",
            description = "Minimum severity: INFO, NOTICE, TICKET or PAGE (default: INFO).")
    private @Nullable EventSeverity severity;

    @Option(
            names = "--event",
            paramLabel = "KIND",
            split = ",",
            description = "Event kind (rollout.held), family (incident) or *; repeatable (default: rollbacks, SLO"
                    + " alerts, spent error budgets, approval requests and unplanned holds).")
    private @Nullable List<String> events;

    @Option(
            names = "--hold-after",
            paramLabel = "DURATION",
            description = "Minimum duration of a hold before it is sent (default: PT10M).")
    private @Nullable Duration holdAfter;

    /// Creates the request of a new rule.
    PutNotificationRuleRequest toRequest(String channel, @Nullable String reason) {
        return new PutNotificationRuleRequest(channel, services, severity, events, holdAfter, reason);
    }

    /// Creates the request that changes a rule.
    ///
    /// @param channel null to keep the channel
    PutNotificationRuleRequest toRequest(
            NotificationRuleResponse stored, @Nullable String channel, @Nullable String reason) {
        return new PutNotificationRuleRequest(
                Objects.requireNonNullElse(channel, stored.channel()),
                Objects.requireNonNullElse(services, stored.services()),
                Objects.requireNonNullElse(severity, stored.severity()),
                Objects.requireNonNullElse(events, stored.events()),
                Objects.requireNonNullElse(holdAfter, stored.holdAfter()),
                reason);
    }
}
