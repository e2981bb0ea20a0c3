// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification;

import dev.evenkeel.engine.notification.EventSeverity;
import dev.evenkeel.engine.notification.NotificationRule;
import java.time.Duration;
import java.util.List;

/// A rule as the HTTP API returns it.
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
        boolean implied) {
    static NotificationRuleResponse of(NotificationRule rule) {
        return new NotificationRuleResponse(
                rule.name(),
                rule.channel(),
                rule.services().stream().sorted().toList(),
                rule.least(),
                rule.events().stream().sorted().toList(),
                rule.holdAfter(),
                rule.name().startsWith(EffectiveNotificationRules.IMPLIED_PREFIX));
    }
}
