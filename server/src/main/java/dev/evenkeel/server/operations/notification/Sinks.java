// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification;

import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.engine.notification.Event;
import dev.evenkeel.engine.notification.EventKind;
import dev.evenkeel.engine.notification.EventSeverity;
import dev.evenkeel.engine.notification.SinkAnswer;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLedger;
import dev.evenkeel.server.foundation.problems.Conflict;
import dev.evenkeel.server.foundation.problems.ErrorCode;
import dev.evenkeel.server.foundation.problems.NotFound;
import dev.evenkeel.server.foundation.security.secrets.Ids;
import dev.evenkeel.server.operations.notification.channel.Posting;
import dev.evenkeel.server.operations.notification.channel.Sink;
import dev.evenkeel.server.operations.notification.channel.SinkOrder;
import dev.evenkeel.server.operations.notification.channel.SinkTable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Keeps sinks. What it answers and notes holds no secret. Thread-safe.
@Component
class Sinks {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final SinkTable table;
    private final RouteTable routes;
    private final DeliveryTable deliveries;
    private final Posting posting;
    private final AuditLedger ledger;

    Sinks(SinkTable table, RouteTable routes, DeliveryTable deliveries, Posting posting, AuditLedger ledger) {
        this.table = table;
        this.routes = routes;
        this.deliveries = deliveries;
        this.posting = posting;
        this.ledger = ledger;
    }

    /// By name.
    List<SinkView> all() {
        List<Delivery> tried = deliveries.lastTried();
        return table.all().stream()
                .map(sink -> SinkView.of(
                        sink,
                        tried.stream()
                                .filter(one -> one.sink().equals(sink.name()))
                                .findFirst()
                                .orElse(null)))
                .toList();
    }

    /// @throws NotFound when there is none
    SinkView get(String name) {
        return all().stream()
                .filter(sink -> sink.name().equals(name))
                .findFirst()
                .orElseThrow(() -> notFound(name));
    }

    /// Sets a sink.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.Rejected with everything that is wrong with the order
    @Transactional
    SinkView put(String name, JsonNode body, String who) {
        @Nullable Sink former = table.find(name).orElse(null);
        SinkOrder order = SinkOrder.read(name, body, former);
        table.put(order.sink());
        SinkView view = SinkView.of(order.sink(), null);
        ledger.append(new AuditEvent(
                who,
                "sink.set",
                name,
                order.reason(),
                former == null ? null : JSON.writeValueAsString(SinkView.of(former, null)),
                JSON.writeValueAsString(view)));
        return view;
    }

    /// Forgets a sink, and its secret.
    ///
    /// @throws NotFound when there is none
    /// @throws Conflict when routes lead to it
    @Transactional
    void delete(String name, String reason, String who) {
        Sink sink = table.find(name).orElseThrow(() -> notFound(name));
        List<String> used = routes.all().stream()
                .filter(route -> route.sink().equals(name))
                .map(dev.evenkeel.engine.notification.Route::name)
                .toList();
        if (!used.isEmpty()) {
            throw new Conflict(
                    ErrorCode.SINK_USED,
                    "Routes lead to sink " + name + ": " + String.join(", ", used) + ". Nothing was changed.",
                    "Delete them first, or let them lead to another.");
        }
        table.delete(name);
        ledger.append(new AuditEvent(
                who, "sink.deleted", name, reason, JSON.writeValueAsString(SinkView.of(sink, null)), null));
    }

    /// Sends a message that says that it is a test, now and once.
    ///
    /// @throws NotFound when there is none
    SinkAnswer test(String name, Instant now, String who) {
        Sink sink = table.find(name).orElseThrow(() -> notFound(name));
        String id = Ids.id("test-");
        var about = new Event.About(Service.UNASSIGNED, "", "sink:" + name, id, "/events");
        Event event = Event.of(id, EventKind.TEST, now, about, EventSeverity.INFO)
                .saying("Evenkeel reaches " + name, who + " tries whether messages arrive. Nothing has happened.");
        return posting.post(sink, List.of(event));
    }

    static NotFound notFound(String name) {
        return new NotFound(
                ErrorCode.SINK_NOT_FOUND,
                "There is no sink " + name + ".",
                "GET /api/v1/sinks lists all of them; PUT /api/v1/sinks/" + name + " makes it.");
    }
}
