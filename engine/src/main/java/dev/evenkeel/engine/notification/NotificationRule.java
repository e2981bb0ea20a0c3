// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.notification;

import java.time.Duration;
import java.util.Set;

/// Which events go to a sink.
///
/// @param name of the route
/// @param sink name of the sink
/// @param services keys of services; empty for all
/// @param least severity from which on events count
/// @param events kinds by word (`rollout.held`) or family (`rollout`), or `*` for all; empty for the quiet few:
///     rollbacks, breached objectives, holds that are not part of the plan, and approvals that are wanted
/// @param holdAfter a hold is told of when it has lasted so long; 0 or more
public record NotificationRule(
        String name, String sink, Set<String> services, EventSeverity least, Set<String> events, Duration holdAfter) {
    /// Every event.
    public static final String ALL = "*";
    /// After how long a hold is told of where nobody said.
    public static final Duration USUAL_HOLD = Duration.ofMinutes(10);

    public NotificationRule {
        services = Set.copyOf(services);
        events = Set.copyOf(events);
    }

    /// The quiet few of one service.
    public static NotificationRule quiet(String name, String sink, String service) {
        return new NotificationRule(name, sink, Set.of(service), EventSeverity.INFO, Set.of(), USUAL_HOLD);
    }

    /// Whether it speaks of a service.
    public boolean covers(String service) {
        return services.isEmpty() || services.contains(service);
    }

    /// Whether it sends an event.
    public boolean wants(Event event) {
        return covers(event.about().service())
                && event.severity().isAtLeast(least)
                && (events.isEmpty() ? isOfTheFew(event) : names(event.kind()));
    }

    /// Whether it sends an event once its beginning was sent: who was told of a hold is told of its end, too.
    public boolean wantsAfterItsBegin(Event event) {
        return covers(event.about().service())
                && event.kind().openings().stream()
                        .anyMatch(begin -> events.isEmpty() ? !begin.family().equals("incident") : names(begin));
    }

    /// How long an event waits, and is not sent when its end comes before.
    public Duration delay(Event event) {
        return event.kind() == EventKind.HELD ? holdAfter : Duration.ZERO;
    }

    private boolean names(EventKind kind) {
        return events.contains(ALL) || events.contains(kind.family()) || events.contains(kind.word());
    }

    private static boolean isOfTheFew(Event event) {
        return switch (event.kind()) {
            case ROLLED_BACK, BURN_BEGAN, APPROVAL_WANTED -> true;
            case HELD, BUDGET_TURNED -> event.severity().isAtLeast(EventSeverity.TICKET);
            default -> false;
        };
    }
}
