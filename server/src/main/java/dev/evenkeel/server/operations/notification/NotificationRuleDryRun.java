// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification;

import dev.evenkeel.api.NotificationApi.DryRunEvent;
import dev.evenkeel.api.NotificationApi.NotificationRuleDryRunResponse;
import dev.evenkeel.engine.notification.Event;
import dev.evenkeel.engine.notification.EventKind;
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

/// The computation of the messages that a rule would have sent for past events.
final class NotificationRuleDryRun {
    private NotificationRuleDryRun() {}

    /// @param noted past events, oldest first
    /// @param grouping grouping policy of the channel; null if each event is sent separately
    static NotificationRuleDryRunResponse run(
            NotificationRule rule, @Nullable NotificationGroupingPolicy grouping, List<Event> noted, Instant since) {
        Map<String, Instant> holdEnds = noted.stream()
                .filter(event -> event.kind() == EventKind.HOLD_ENDED)
                .collect(Collectors.toMap(event -> event.subject().topic(), Event::at, (one, other) -> one));
        Set<String> begun = new HashSet<>();
        List<Event> sent = new ArrayList<>();
        for (Event event : noted) {
            boolean shortHold = event.kind() == EventKind.HELD && isShort(rule, event, holdEnds);
            boolean goesOn =
                    rule.matchesClosing(event) && begun.contains(event.subject().topic());
            boolean unsaid = event.kind() == EventKind.HOLD_ENDED && !goesOn;
            if (!shortHold && !unsaid && (rule.matches(event) || goesOn)) {
                sent.add(event);
                begun.add(event.subject().topic());
            }
        }
        return new NotificationRuleDryRunResponse(
                noted.size(),
                since,
                countMessages(sent, grouping),
                sent.stream().map(NotificationRuleDryRun::toSentEvent).toList());
    }

    private static DryRunEvent toSentEvent(Event event) {
        return new DryRunEvent(
                event.id(),
                event.kind().wireName(),
                event.at(),
                event.subject().service(),
                event.severity(),
                event.title(),
                event.reason());
    }

    private static boolean isShort(NotificationRule rule, Event event, Map<String, Instant> ends) {
        Instant end = ends.get(event.subject().topic());
        Duration needed = rule.delay(event);
        return end != null && end.isBefore(event.at().plus(needed));
    }

    private static int countMessages(List<Event> sent, @Nullable NotificationGroupingPolicy grouping) {
        if (grouping == null) {
            return sent.size();
        }
        Map<String, NotificationGroupingPolicy.SentNotification> open = new HashMap<>();
        int messages = 0;
        for (Event event : sent) {
            NotificationGroupingPolicy.SentNotification last =
                    open.get(event.subject().topic());
            if (last == null || !event.at().isBefore(last.at())) {
                messages++;
                open.put(
                        event.subject().topic(),
                        new NotificationGroupingPolicy.SentNotification(
                                grouping.dueAt(event, last, event.at()), event.severity()));
            }
        }
        return messages;
    }
}
