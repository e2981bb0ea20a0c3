// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification;

import dev.evenkeel.engine.notification.NotificationRule;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.operations.notification.channel.NotificationChannel;
import dev.evenkeel.server.operations.notification.channel.NotificationChannelRepository;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Keeps routes. Thread-safe.
@Component
class NotificationRuleService {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int MOST_EVENTS = 10_000;

    private final NotificationRuleRepository table;
    private final EffectiveNotificationRules book;
    private final NotificationChannelRepository sinks;
    private final EventRepository events;
    private final AuditLog ledger;

    NotificationRuleService(
            NotificationRuleRepository table,
            EffectiveNotificationRules book,
            NotificationChannelRepository sinks,
            EventRepository events,
            AuditLog ledger) {
        this.table = table;
        this.book = book;
        this.sinks = sinks;
        this.events = events;
        this.ledger = ledger;
    }

    /// All that are in force.
    List<NotificationRuleResponse> all() {
        return book.inForce().stream().map(NotificationRuleResponse::of).toList();
    }

    /// @throws NotFoundException when there is none
    NotificationRuleResponse get(String name) {
        return NotificationRuleResponse.of(inForce(name));
    }

    /// Sets a route.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException with everything that is wrong with
    ///     the order
    @Transactional
    NotificationRuleResponse put(String name, JsonNode body, String who) {
        NotificationRuleRequest order = NotificationRuleRequest.read(name, body, sinkNames());
        String before = table.find(name).map(NotificationRuleService::text).orElse(null);
        table.put(order.route());
        ledger.append(new AuditEvent(who, "route.set", name, order.reason(), before, text(order.route())));
        return NotificationRuleResponse.of(order.route());
    }

    /// Forgets a route.
    ///
    /// @throws NotFoundException when nobody set one of that name
    @Transactional
    void delete(String name, String reason, String who) {
        NotificationRule route = table.find(name).orElseThrow(() -> notFound(name));
        table.delete(name);
        ledger.append(new AuditEvent(who, "route.deleted", name, reason, text(route), null));
    }

    /// What a route would have sent.
    ///
    /// @throws NotFoundException when there is none
    NotificationRuleDryRun dryRun(String name, Duration lately, Instant now) {
        return dryRun(inForce(name), lately, now);
    }

    /// What a route would have sent, had it been there.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException with everything that is wrong with
    ///     the order
    NotificationRuleDryRun dryRun(JsonNode body, Duration lately, Instant now) {
        return dryRun(NotificationRuleRequest.read("tried", body, sinkNames()).route(), lately, now);
    }

    private NotificationRuleDryRun dryRun(NotificationRule route, Duration lately, Instant now) {
        Instant since = now.minus(lately);
        return NotificationRuleDryRun.of(
                route,
                sinks.find(route.sink()).map(sink -> sink.kind().grouping()).orElse(null),
                events.since(since, MOST_EVENTS).stream()
                        .map(RecordedEvent::event)
                        .toList(),
                since);
    }

    private NotificationRule inForce(String name) {
        return book.inForce().stream()
                .filter(route -> route.name().equals(name))
                .findFirst()
                .orElseThrow(() -> notFound(name));
    }

    private Set<String> sinkNames() {
        return sinks.all().stream().map(NotificationChannel::name).collect(Collectors.toSet());
    }

    private static String text(NotificationRule route) {
        return JSON.writeValueAsString(NotificationRuleResponse.of(route));
    }

    private static NotFoundException notFound(String name) {
        return new NotFoundException(
                ProblemCode.ROUTE_NOT_FOUND,
                "There is no route " + name + ".",
                "GET /api/v1/routes lists all of them.");
    }
}
