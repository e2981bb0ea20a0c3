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
import dev.evenkeel.server.foundation.security.secrets.IdAndSecretGenerator;
import dev.evenkeel.server.operations.notification.channel.ChannelMessageSender;
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

/// The service for notification channels. Responses and audit entries contain no secrets. Thread-safe.
@Component
class NotificationChannelService {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final NotificationChannelRepository table;
    private final NotificationRuleRepository routes;
    private final NotificationDeliveryRepository deliveries;
    private final ChannelMessageSender posting;
    private final AuditLog ledger;

    NotificationChannelService(
            NotificationChannelRepository table,
            NotificationRuleRepository routes,
            NotificationDeliveryRepository deliveries,
            ChannelMessageSender posting,
            AuditLog ledger) {
        this.table = table;
        this.routes = routes;
        this.deliveries = deliveries;
        this.posting = posting;
        this.ledger = ledger;
    }

    /// Returns all channels, by name.
    List<NotificationChannelResponse> list() {
        List<NotificationDelivery> tried = deliveries.listLastTried();
        return table.listAll().stream()
                .map(sink -> NotificationChannelResponse.of(
                        sink,
                        tried.stream()
                                .filter(one -> one.channel().equals(sink.name()))
                                .findFirst()
                                .orElse(null)))
                .toList();
    }

    /// @throws NotFoundException if the channel does not exist
    NotificationChannelResponse get(String name) {
        return list().stream()
                .filter(sink -> sink.name().equals(name))
                .findFirst()
                .orElseThrow(() -> notFound(name));
    }

    /// Creates or updates a channel.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException with all validation errors
    @Transactional
    NotificationChannelResponse save(String name, JsonNode body, String who) {
        @Nullable NotificationChannel former = table.findByName(name).orElse(null);
        NotificationChannelRequest order = NotificationChannelRequest.parse(name, body, former);
        table.save(order.channel());
        NotificationChannelResponse view = NotificationChannelResponse.of(order.channel(), null);
        ledger.append(new AuditEvent(
                who,
                "channel.set",
                name,
                order.reason(),
                former == null ? null : JSON.writeValueAsString(NotificationChannelResponse.of(former, null)),
                JSON.writeValueAsString(view)));
        return view;
    }

    /// Deletes a channel and its secret.
    ///
    /// @throws NotFoundException if the channel does not exist
    /// @throws ConflictException if rules use the channel
    @Transactional
    void delete(String name, String reason, String who) {
        NotificationChannel sink = table.findByName(name).orElseThrow(() -> notFound(name));
        List<String> used = routes.listAll().stream()
                .filter(route -> route.channel().equals(name))
                .map(dev.evenkeel.engine.notification.NotificationRule::name)
                .toList();
        if (!used.isEmpty()) {
            throw new ConflictException(
                    ProblemCode.CHANNEL_IN_USE,
                    "Routes lead to sink " + name + ": " + String.join(", ", used) + ". Nothing was changed.",
                    "Delete them first, or let them lead to another.");
        }
        table.delete(name);
        ledger.append(new AuditEvent(
                who,
                "channel.deleted",
                name,
                reason,
                JSON.writeValueAsString(NotificationChannelResponse.of(sink, null)),
                null));
    }

    /// Sends a test message immediately, without retries.
    ///
    /// @throws NotFoundException if the channel does not exist
    DeliveryResponse sendTest(String name, Instant now, String who) {
        NotificationChannel sink = table.findByName(name).orElseThrow(() -> notFound(name));
        String id = IdAndSecretGenerator.newId("test-");
        var about = new Event.Subject(Service.UNASSIGNED, "", "sink:" + name, id, "/events");
        Event event = Event.of(id, EventKind.TEST, now, about, EventSeverity.INFO)
                .withText("Evenkeel reaches " + name, who + " tries whether messages arrive. Nothing has happened.");
        return posting.send(sink, List.of(event));
    }

    static NotFoundException notFound(String name) {
        return new NotFoundException(
                ProblemCode.CHANNEL_NOT_FOUND,
                "There is no sink " + name + ".",
                "GET /api/v1/notification-channels lists all of them; PUT /api/v1/notification-channels/" + name
                        + " makes it.");
    }
}
