// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification;

import dev.evenkeel.engine.notification.Event;
import dev.evenkeel.engine.notification.EventKind;
import dev.evenkeel.engine.notification.NotificationGroupingPolicy;
import dev.evenkeel.engine.notification.NotificationRule;
import dev.evenkeel.server.operations.notification.NotificationDeliveryRepository.PlannedDelivery;
import dev.evenkeel.server.operations.notification.channel.NotificationChannel;
import dev.evenkeel.server.operations.notification.channel.NotificationChannelRepository;
import dev.evenkeel.server.operations.notification.channel.NotificationChannelType;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// The planner of deliveries: determines which channels receive an event, and when. Runs in the caller's
/// transaction.
@Component
public class NotificationDeliveryPlanner {
    /// Suffix that the id of an alert's start event adds to the alert's topic.
    public static final String BEGAN_SUFFIX = ".began";

    private final NotificationChannelRepository sinks;
    private final EffectiveNotificationRules routes;
    private final NotificationDeliveryRepository deliveries;

    NotificationDeliveryPlanner(
            NotificationChannelRepository sinks,
            EffectiveNotificationRules routes,
            NotificationDeliveryRepository deliveries) {
        this.sinks = sinks;
        this.routes = routes;
        this.deliveries = deliveries;
    }

    /// Plans messages for all rules. A channel receives an event once, by its first rule in order of names.
    void plan(Event event, Instant now) {
        List<NotificationRule> inForce = routes.listEffective();
        if (inForce.isEmpty()) {
            return;
        }
        Map<String, NotificationChannel> known =
                sinks.listAll().stream().collect(Collectors.toMap(NotificationChannel::name, Function.identity()));
        Set<String> told = new HashSet<>();
        for (NotificationRule route : inForce) {
            NotificationChannel sink = known.get(route.channel());
            if (sink != null && !told.contains(sink.name()) && plan(event, route, sink, now)) {
                told.add(sink.name());
            }
        }
    }

    private boolean plan(Event event, NotificationRule route, NotificationChannel sink, Instant now) {
        if (event.kind() == EventKind.HOLD_ENDED
                && deliveries.dropPending(route.name(), event.subject().topic(), "it ended before it was due")) {
            return false;
        }
        List<String> topics = topics(event);
        List<String> begun = route.matchesClosing(event)
                ? topics.stream()
                        .filter(topic ->
                                deliveries.findNewest(route.name(), topic).isPresent())
                        .toList()
                : List.of();
        if (!route.matches(event) && begun.isEmpty()) {
            return false;
        }
        /* PagerDuty needs one event per alert key to close each alert; other channels get a single message. */
        if (sink.type() == NotificationChannelType.PAGERDUTY) {
            (route.matches(event) ? topics : begun)
                    .forEach(topic -> insertOrJoin(event.withTopic(topic), route, sink, now));
        } else {
            insertOrJoin(event.withTopic(begun.isEmpty() ? topics.getFirst() : begun.getFirst()), route, sink, now);
        }
        return true;
    }

    private static List<String> topics(Event event) {
        List<String> ended = endedTopics(event);
        return ended.isEmpty() ? List.of(event.subject().topic()) : ended;
    }

    /* Topics of the alerts that the event ends; empty if it ends none. */
    private static List<String> endedTopics(Event event) {
        return event.kind() == EventKind.SLO_ALERT_RESOLVED
                ? event.links().stream()
                        .filter(link -> link.relation() == Event.RelatedEventRole.START)
                        .map(link -> link.event().substring(0, link.event().length() - BEGAN_SUFFIX.length()))
                        .toList()
                : List.of();
    }

    private void insertOrJoin(Event event, NotificationRule route, NotificationChannel sink, Instant now) {
        String topic = event.subject().topic();
        NotificationGroupingPolicy grouping = sink.type().groupingPolicy();
        Instant soonest = grouping == null
                ? now
                : grouping.dueAt(
                        event, deliveries.findLastSent(route.name(), topic).orElse(null), now);
        Instant lasted = event.at().plus(route.delay(event));
        PlannedDelivery planned = toPlannedDelivery(event, route, now, lasted.isAfter(soonest) ? lasted : soonest);
        if (grouping == null || !deliveries.addToPending(planned)) {
            deliveries.insert(planned);
        }
    }

    private static PlannedDelivery toPlannedDelivery(Event event, NotificationRule route, Instant now, Instant due) {
        return new PlannedDelivery(
                route.channel(), route.name(), event.subject().topic(), event.id(), event.severity(), now, due);
    }
}
