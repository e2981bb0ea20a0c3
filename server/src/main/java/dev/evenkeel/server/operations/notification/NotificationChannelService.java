// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification;

import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.engine.notification.DeliveryResponse;
import dev.evenkeel.engine.notification.Event;
import dev.evenkeel.engine.notification.EventKind;
import dev.evenkeel.engine.notification.EventSeverity;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.foundation.problems.ConflictException;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.security.secrets.IdGenerator;
import dev.evenkeel.server.operations.notification.channel.MessageSender;
import dev.evenkeel.server.operations.notification.channel.NotificationChannel;
import dev.evenkeel.server.operations.notification.channel.NotificationChannelRepository;
import dev.evenkeel.server.operations.notification.channel.NotificationChannelRequest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Keeps sinks. What it answers and notes holds no secret. Thread-safe.
@Component
class NotificationChannelService {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final NotificationChannelRepository table;
    private final NotificationRuleRepository routes;
    private final NotificationDeliveryRepository deliveries;
    private final MessageSender posting;
    private final AuditLog ledger;

    NotificationChannelService(
            NotificationChannelRepository table,
            NotificationRuleRepository routes,
            NotificationDeliveryRepository deliveries,
            MessageSender posting,
            AuditLog ledger) {
        this.table = table;
        this.routes = routes;
        this.deliveries = deliveries;
        this.posting = posting;
        this.ledger = ledger;
    }

    /// By name.
    List<NotificationChannelResponse> all() {
        List<NotificationDelivery> tried = deliveries.lastTried();
        return table.all().stream()
                .map(sink -> NotificationChannelResponse.of(
                        sink,
                        tried.stream()
                                .filter(one -> one.sink().equals(sink.name()))
                                .findFirst()
                                .orElse(null)))
                .toList();
    }

    /// @throws NotFoundException when there is none
    NotificationChannelResponse get(String name) {
        return all().stream()
                .filter(sink -> sink.name().equals(name))
                .findFirst()
                .orElseThrow(() -> notFound(name));
    }

    /// Sets a sink.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException with everything that is wrong with
    ///     the order
    @Transactional
    NotificationChannelResponse put(String name, JsonNode body, String who) {
        @Nullable NotificationChannel former = table.find(name).orElse(null);
        NotificationChannelRequest order = NotificationChannelRequest.read(name, body, former);
        table.put(order.sink());
        NotificationChannelResponse view = NotificationChannelResponse.of(order.sink(), null);
        ledger.append(new AuditEvent(
                who,
                "sink.set",
                name,
                order.reason(),
                former == null ? null : JSON.writeValueAsString(NotificationChannelResponse.of(former, null)),
                JSON.writeValueAsString(view)));
        return view;
    }

    /// Forgets a sink, and its secret.
    ///
    /// @throws NotFoundException when there is none
    /// @throws ConflictException when routes lead to it
    @Transactional
    void delete(String name, String reason, String who) {
        NotificationChannel sink = table.find(name).orElseThrow(() -> notFound(name));
        List<String> used = routes.all().stream()
                .filter(route -> route.sink().equals(name))
                .map(dev.evenkeel.engine.notification.NotificationRule::name)
                .toList();
        if (!used.isEmpty()) {
            throw new ConflictException(
                    ProblemCode.SINK_USED,
                    "Routes lead to sink " + name + ": " + String.join(", ", used) + ". Nothing was changed.",
                    "Delete them first, or let them lead to another.");
        }
        table.delete(name);
        ledger.append(new AuditEvent(
                who,
                "sink.deleted",
                name,
                reason,
                JSON.writeValueAsString(NotificationChannelResponse.of(sink, null)),
                null));
    }

    /// Sends a message that says that it is a test, now and once.
    ///
    /// @throws NotFoundException when there is none
    DeliveryResponse test(String name, Instant now, String who) {
        NotificationChannel sink = table.find(name).orElseThrow(() -> notFound(name));
        String id = IdGenerator.id("test-");
        var about = new Event.Subject(Service.UNASSIGNED, "", "sink:" + name, id, "/events");
        Event event = Event.of(id, EventKind.TEST, now, about, EventSeverity.INFO)
                .saying("Evenkeel reaches " + name, who + " tries whether messages arrive. Nothing has happened.");
        return posting.post(sink, List.of(event));
    }

    static NotFoundException notFound(String name) {
        return new NotFoundException(
                ProblemCode.SINK_NOT_FOUND,
                "There is no sink " + name + ".",
                "GET /api/v1/sinks lists all of them; PUT /api/v1/sinks/" + name + " makes it.");
    }
}
