// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.notification;

import java.time.Duration;
import java.util.Set;

/// A rule that routes events to a channel.
///
/// @param name name of the rule
/// @param channel name of the channel
/// @param services keys of services; empty for all
/// @param least minimum severity
/// @param events kinds by word (`rollout.held`) or family (`rollout`), or `*` for all; empty for the default
///     selection: rollbacks, breached objectives, holds that are not part of the plan, and pending approvals
/// @param holdAfter minimum duration of a hold before it is sent; 0 or more
public record NotificationRule(
        String name,
        String channel,
        Set<String> services,
        EventSeverity least,
        Set<String> events,
        Duration holdAfter) {
    /// Matches every event.
    public static final String ALL = "*";
    /// Default of `holdAfter`.
    public static final Duration DEFAULT_HOLD = Duration.ofMinutes(10);

    public NotificationRule {
        services = Set.copyOf(services);
        events = Set.copyOf(events);
    }

    /// Creates a rule with the default selection for one service.
    public static NotificationRule ofEssentials(String name, String sink, String service) {
        return new NotificationRule(name, sink, Set.of(service), EventSeverity.INFO, Set.of(), DEFAULT_HOLD);
    }

    /// Whether it applies to a service.
    public boolean covers(String service) {
        return services.isEmpty() || services.contains(service);
    }

    /// Whether it sends an event.
    public boolean matches(Event event) {
        return covers(event.subject().service())
                && event.severity().isAtLeast(least)
                && (events.isEmpty() ? isEssential(event) : includesKind(event.kind()));
    }

    /// Whether it sends an event after the start of its condition was sent: the end of a hold is sent
    /// wherever the hold was.
    public boolean matchesClosing(Event event) {
        return covers(event.subject().service())
                && event.kind().openingKinds().stream()
                        .anyMatch(begin -> events.isEmpty() ? !begin.family().equals("incident") : includesKind(begin));
    }

    /// Returns how long an event is delayed; it is not sent when its condition ends before.
    public Duration delay(Event event) {
        return event.kind() == EventKind.HELD ? holdAfter : Duration.ZERO;
    }

    private boolean includesKind(EventKind kind) {
        return events.contains(ALL) || events.contains(kind.family()) || events.contains(kind.wireName());
    }

    private static boolean isEssential(Event event) {
        return switch (event.kind()) {
            case ROLLED_BACK, SLO_ALERT_FIRED, APPROVAL_REQUESTED -> true;
            case HELD, SLO_BUDGET_STATE_CHANGED -> event.severity().isAtLeast(EventSeverity.TICKET);
            default -> false;
        };
    }
}
