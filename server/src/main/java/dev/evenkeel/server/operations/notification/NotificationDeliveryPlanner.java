// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification;

import dev.evenkeel.engine.notification.Event;
import dev.evenkeel.engine.notification.EventKind;
import dev.evenkeel.engine.notification.NotificationChannelType;
import dev.evenkeel.engine.notification.NotificationGroupingPolicy;
import dev.evenkeel.engine.notification.NotificationRule;
import dev.evenkeel.server.operations.notification.NotificationDeliveryRepository.PlannedDelivery;
import dev.evenkeel.server.operations.notification.channel.NotificationChannel;
import dev.evenkeel.server.operations.notification.channel.NotificationChannelRepository;
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

    private final NotificationChannelRepository channels;
    private final EffectiveNotificationRules effectiveNotificationRules;
    private final NotificationDeliveryRepository deliveries;

    NotificationDeliveryPlanner(
            NotificationChannelRepository channels,
            EffectiveNotificationRules effectiveNotificationRules,
            NotificationDeliveryRepository deliveries) {
        this.channels = channels;
        this.effectiveNotificationRules = effectiveNotificationRules;
        this.deliveries = deliveries;
    }

    /// Plans messages for all rules. A channel receives an event once, by its first rule in order of names.
    void plan(Event event, Instant now) {
        List<NotificationRule> inForce = effectiveNotificationRules.listEffective();
        if (inForce.isEmpty()) {
            return;
        }
        Map<String, NotificationChannel> known =
                channels.listAll().stream().collect(Collectors.toMap(NotificationChannel::name, Function.identity()));
        Set<String> told = new HashSet<>();
        for (NotificationRule rule : inForce) {
            NotificationChannel channel = known.get(rule.channel());
            if (channel != null && !told.contains(channel.name()) && plan(event, rule, channel, now)) {
                told.add(channel.name());
            }
        }
    }

    private boolean plan(Event event, NotificationRule rule, NotificationChannel channel, Instant now) {
        if (event.kind() == EventKind.HOLD_ENDED
                && deliveries.dropPending(rule.name(), event.subject().topic(), "the hold ended before delivery")) {
            return false;
        }
        List<String> topics = topics(event);
        List<String> begun = rule.matchesClosing(event)
                ? topics.stream()
                        .filter(topic ->
                                deliveries.findNewest(rule.name(), topic).isPresent())
                        .toList()
                : List.of();
        if (!rule.matches(event) && begun.isEmpty()) {
            return false;
        }
        /* PagerDuty needs one event per alert key to close each alert; other channels get a single message. */
        if (channel.type() == NotificationChannelType.PAGERDUTY) {
            (rule.matches(event) ? topics : begun)
                    .forEach(topic -> insertOrJoin(event.withTopic(topic), rule, channel, now));
        } else {
            insertOrJoin(event.withTopic(begun.isEmpty() ? topics.getFirst() : begun.getFirst()), rule, channel, now);
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

    private void insertOrJoin(Event event, NotificationRule rule, NotificationChannel channel, Instant now) {
        String topic = event.subject().topic();
        NotificationGroupingPolicy grouping = channel.type().groupingPolicy();
        Instant soonest = grouping == null
                ? now
                : grouping.dueAt(
                        event, deliveries.findLastSent(rule.name(), topic).orElse(null), now);
        Instant lasted = event.at().plus(rule.delay(event));
        PlannedDelivery planned = toPlannedDelivery(event, rule, now, lasted.isAfter(soonest) ? lasted : soonest);
        if (grouping == null || !deliveries.addToPending(planned)) {
            deliveries.insert(planned);
        }
    }

    private static PlannedDelivery toPlannedDelivery(Event event, NotificationRule rule, Instant now, Instant due) {
        return new PlannedDelivery(
                rule.channel(), rule.name(), event.subject().topic(), event.id(), event.severity(), now, due);
    }
}
