// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification;

import dev.evenkeel.engine.notification.Route;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLedger;
import dev.evenkeel.server.foundation.problems.ErrorCode;
import dev.evenkeel.server.foundation.problems.NotFound;
import dev.evenkeel.server.operations.notification.channel.Sink;
import dev.evenkeel.server.operations.notification.channel.SinkTable;
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
class Routes {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int MOST_EVENTS = 10_000;

    private final RouteTable table;
    private final RouteBook book;
    private final SinkTable sinks;
    private final EventTable events;
    private final AuditLedger ledger;

    Routes(RouteTable table, RouteBook book, SinkTable sinks, EventTable events, AuditLedger ledger) {
        this.table = table;
        this.book = book;
        this.sinks = sinks;
        this.events = events;
        this.ledger = ledger;
    }

    /// All that are in force.
    List<RouteView> all() {
        return book.inForce().stream().map(RouteView::of).toList();
    }

    /// @throws NotFound when there is none
    RouteView get(String name) {
        return RouteView.of(inForce(name));
    }

    /// Sets a route.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.Rejected with everything that is wrong with the order
    @Transactional
    RouteView put(String name, JsonNode body, String who) {
        RouteOrder order = RouteOrder.read(name, body, sinkNames());
        String before = table.find(name).map(Routes::text).orElse(null);
        table.put(order.route());
        ledger.append(new AuditEvent(who, "route.set", name, order.reason(), before, text(order.route())));
        return RouteView.of(order.route());
    }

    /// Forgets a route.
    ///
    /// @throws NotFound when nobody set one of that name
    @Transactional
    void delete(String name, String reason, String who) {
        Route route = table.find(name).orElseThrow(() -> notFound(name));
        table.delete(name);
        ledger.append(new AuditEvent(who, "route.deleted", name, reason, text(route), null));
    }

    /// What a route would have sent.
    ///
    /// @throws NotFound when there is none
    DryRun dryRun(String name, Duration lately, Instant now) {
        return dryRun(inForce(name), lately, now);
    }

    /// What a route would have sent, had it been there.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.Rejected with everything that is wrong with the order
    DryRun dryRun(JsonNode body, Duration lately, Instant now) {
        return dryRun(RouteOrder.read("tried", body, sinkNames()).route(), lately, now);
    }

    private DryRun dryRun(Route route, Duration lately, Instant now) {
        Instant since = now.minus(lately);
        return DryRun.of(
                route,
                sinks.find(route.sink()).map(sink -> sink.kind().grouping()).orElse(null),
                events.since(since, MOST_EVENTS).stream().map(NotedEvent::event).toList(),
                since);
    }

    private Route inForce(String name) {
        return book.inForce().stream()
                .filter(route -> route.name().equals(name))
                .findFirst()
                .orElseThrow(() -> notFound(name));
    }

    private Set<String> sinkNames() {
        return sinks.all().stream().map(Sink::name).collect(Collectors.toSet());
    }

    private static String text(Route route) {
        return JSON.writeValueAsString(RouteView.of(route));
    }

    private static NotFound notFound(String name) {
        return new NotFound(
                ErrorCode.ROUTE_NOT_FOUND, "There is no route " + name + ".", "GET /api/v1/routes lists all of them.");
    }
}
