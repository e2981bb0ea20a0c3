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

/// Plans who is told of an event, and when. Runs in the caller's transaction.
@Component
public class NotificationDeliveryPlanner {
    /// What the id of the event that begins an alert has after the alert's topic.
    public static final String BEGUN = ".began";

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

    /// Plans messages by every route; a sink gets an event once, by the first route in the order of names.
    void plan(Event event, Instant now) {
        List<NotificationRule> inForce = routes.inForce();
        if (inForce.isEmpty()) {
            return;
        }
        Map<String, NotificationChannel> known =
                sinks.all().stream().collect(Collectors.toMap(NotificationChannel::name, Function.identity()));
        Set<String> told = new HashSet<>();
        for (NotificationRule route : inForce) {
            NotificationChannel sink = known.get(route.sink());
            if (sink != null && !told.contains(sink.name()) && plan(event, route, sink, now)) {
                told.add(sink.name());
            }
        }
    }

    private boolean plan(Event event, NotificationRule route, NotificationChannel sink, Instant now) {
        if (event.kind() == EventKind.HOLD_ENDED
                && deliveries.drop(route.name(), event.about().topic(), "it ended before it was due")) {
            return false;
        }
        List<String> topics = topics(event);
        List<String> begun = route.wantsAfterItsBegin(event)
                ? topics.stream()
                        .filter(topic ->
                                deliveries.newestOf(route.name(), topic).isPresent())
                        .toList()
                : List.of();
        if (!route.wants(event) && begun.isEmpty()) {
            return false;
        }
        /* Where each alert is open under its own key, each is closed; people are told once. */
        if (sink.kind() == NotificationChannelType.PAGERDUTY) {
            (route.wants(event) ? topics : begun).forEach(topic -> put(event.under(topic), route, sink, now));
        } else {
            put(event.under(begun.isEmpty() ? topics.getFirst() : begun.getFirst()), route, sink, now);
        }
        return true;
    }

    private static List<String> topics(Event event) {
        List<String> ended = endedTopics(event);
        return ended.isEmpty() ? List.of(event.about().topic()) : ended;
    }

    /* Of the alerts that an event ends; empty for what ends none. */
    private static List<String> endedTopics(Event event) {
        return event.kind() == EventKind.BURN_ENDED
                ? event.links().stream()
                        .filter(link -> link.relation() == Event.Relation.BEGIN)
                        .map(link -> link.event().substring(0, link.event().length() - BEGUN.length()))
                        .toList()
                : List.of();
    }

    private void put(Event event, NotificationRule route, NotificationChannel sink, Instant now) {
        String topic = event.about().topic();
        NotificationGroupingPolicy grouping = sink.kind().grouping();
        Instant soonest = grouping == null
                ? now
                : grouping.due(event, deliveries.lastTold(route.name(), topic).orElse(null), now);
        Instant lasted = event.at().plus(route.delay(event));
        PlannedDelivery planned = planned(event, route, now, lasted.isAfter(soonest) ? lasted : soonest);
        if (grouping == null || !deliveries.join(planned)) {
            deliveries.insert(planned);
        }
    }

    private static PlannedDelivery planned(Event event, NotificationRule route, Instant now, Instant due) {
        return new PlannedDelivery(
                route.sink(), route.name(), event.about().topic(), event.id(), event.severity(), now, due);
    }
}
