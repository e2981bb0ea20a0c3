// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification;

import dev.evenkeel.engine.notification.Event;
import dev.evenkeel.engine.notification.EventKind;
import dev.evenkeel.engine.notification.EventSeverity;
import dev.evenkeel.engine.notification.NotificationGroupingPolicy;
import dev.evenkeel.engine.notification.NotificationRule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a route would have sent of what happened lately. Other routes to the same sink are left out of account.
///
/// @param looked at so many events
/// @param since from when on
/// @param messages that it would have sent
/// @param events in them, oldest first
public record NotificationRuleDryRun(int looked, Instant since, int messages, List<DryRunEvent> events) {
    /// An event that would have been sent.
    public record DryRunEvent(
            String id, String kind, Instant at, String service, EventSeverity severity, String title, String reason) {
        static DryRunEvent of(Event event) {
            return new DryRunEvent(
                    event.id(),
                    event.kind().word(),
                    event.at(),
                    event.about().service(),
                    event.severity(),
                    event.title(),
                    event.reason());
        }
    }

    /// @param noted what happened, oldest first
    /// @param grouping of the sink; null where each event goes by itself
    static NotificationRuleDryRun of(
            NotificationRule route, @Nullable NotificationGroupingPolicy grouping, List<Event> noted, Instant since) {
        Map<String, Instant> holdEnds = noted.stream()
                .filter(event -> event.kind() == EventKind.HOLD_ENDED)
                .collect(Collectors.toMap(event -> event.about().topic(), Event::at, (one, other) -> one));
        Set<String> begun = new HashSet<>();
        List<Event> sent = new ArrayList<>();
        for (Event event : noted) {
            boolean shortHold = event.kind() == EventKind.HELD && isShort(route, event, holdEnds);
            boolean goesOn = route.wantsAfterItsBegin(event)
                    && begun.contains(event.about().topic());
            boolean unsaid = event.kind() == EventKind.HOLD_ENDED && !goesOn;
            if (!shortHold && !unsaid && (route.wants(event) || goesOn)) {
                sent.add(event);
                begun.add(event.about().topic());
            }
        }
        return new NotificationRuleDryRun(
                noted.size(),
                since,
                messages(sent, grouping),
                sent.stream().map(DryRunEvent::of).toList());
    }

    private static boolean isShort(NotificationRule route, Event event, Map<String, Instant> ends) {
        Instant end = ends.get(event.about().topic());
        Duration needed = route.delay(event);
        return end != null && end.isBefore(event.at().plus(needed));
    }

    private static int messages(List<Event> sent, @Nullable NotificationGroupingPolicy grouping) {
        if (grouping == null) {
            return sent.size();
        }
        Map<String, NotificationGroupingPolicy.SentNotification> open = new HashMap<>();
        int messages = 0;
        for (Event event : sent) {
            NotificationGroupingPolicy.SentNotification last =
                    open.get(event.about().topic());
            if (last == null || !event.at().isBefore(last.at())) {
                messages++;
                open.put(
                        event.about().topic(),
                        new NotificationGroupingPolicy.SentNotification(
                                grouping.due(event, last, event.at()), event.severity()));
            }
        }
        return messages;
    }
}
