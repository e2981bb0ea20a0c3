// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification;

import dev.evenkeel.engine.notification.EventSeverity;
import dev.evenkeel.engine.notification.NotificationRule;
import java.time.Duration;
import java.util.List;

/// A route as it is shown.
///
/// @param services in order; empty for all
/// @param events kinds or families, in order; empty for the quiet few
/// @param implied whether nobody set it: it follows from a service's escalation target or owner
public record NotificationRuleResponse(
        String name,
        String sink,
        List<String> services,
        EventSeverity severity,
        List<String> events,
        Duration holdAfter,
        boolean implied) {
    static NotificationRuleResponse of(NotificationRule route) {
        return new NotificationRuleResponse(
                route.name(),
                route.sink(),
                route.services().stream().sorted().toList(),
                route.least(),
                route.events().stream().sorted().toList(),
                route.holdAfter(),
                route.name().startsWith(EffectiveNotificationRules.IMPLIED));
    }
}
