// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification;

import dev.evenkeel.api.NotificationApi.Delivery;
import dev.evenkeel.api.NotificationApi.LastDelivery;
import dev.evenkeel.api.NotificationApi.NotificationChannelResponse;
import dev.evenkeel.api.NotificationApi.PutNotificationChannelRequest;
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
import dev.evenkeel.server.foundation.request.JsonRequest;
import dev.evenkeel.server.foundation.security.secrets.IdAndSecretGenerator;
import dev.evenkeel.server.operations.notification.channel.ChannelMessageSender;
import dev.evenkeel.server.operations.notification.channel.NotificationChannel;
import dev.evenkeel.server.operations.notification.channel.NotificationChannelFactory;
import dev.evenkeel.server.operations.notification.channel.NotificationChannelRepository;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// The service for notification channels. Responses and audit entries contain no secrets. Thread-safe.
@Component
class NotificationChannelService {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final NotificationChannelRepository repository;
    private final NotificationRuleRepository notificationRuleRepository;
    private final NotificationDeliveryRepository deliveries;
    private final ChannelMessageSender channelMessageSender;
    private final AuditLog auditLog;

    NotificationChannelService(
            NotificationChannelRepository repository,
            NotificationRuleRepository notificationRuleRepository,
            NotificationDeliveryRepository deliveries,
            ChannelMessageSender channelMessageSender,
            AuditLog auditLog) {
        this.repository = repository;
        this.notificationRuleRepository = notificationRuleRepository;
        this.deliveries = deliveries;
        this.channelMessageSender = channelMessageSender;
        this.auditLog = auditLog;
    }

    /// Returns all channels, by name.
    List<NotificationChannelResponse> list() {
        List<Delivery> tried = deliveries.listLastTried();
        return repository.listAll().stream()
                .map(channel -> toResponse(
                        channel,
                        tried.stream()
                                .filter(one -> one.channel().equals(channel.name()))
                                .findFirst()
                                .orElse(null)))
                .toList();
    }

    /// @throws NotFoundException if the channel does not exist
    NotificationChannelResponse get(String name) {
        return list().stream()
                .filter(notificationChannelResponse ->
                        notificationChannelResponse.name().equals(name))
                .findFirst()
                .orElseThrow(() -> notFound(name));
    }

    /// Creates or updates a channel.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException with all validation errors
    @Transactional
    NotificationChannelResponse save(String name, JsonRequest<PutNotificationChannelRequest> body, String who) {
        @Nullable NotificationChannel previous = repository.findByName(name).orElse(null);
        PutNotificationChannelRequest request = NotificationChannelFactory.validate(name, body, previous);
        NotificationChannel channel = NotificationChannelFactory.create(name, request, previous);
        repository.save(channel);
        NotificationChannelResponse view = toResponse(channel, null);
        auditLog.append(new AuditEvent(
                who,
                "channel.set",
                name,
                Objects.requireNonNullElse(request.reason(), ""),
                previous == null ? null : JSON.writeValueAsString(toResponse(previous, null)),
                JSON.writeValueAsString(view)));
        return view;
    }

    /// Deletes a channel and its secret.
    ///
    /// @throws NotFoundException if the channel does not exist
    /// @throws ConflictException if rules use the channel
    @Transactional
    void delete(String name, String reason, String who) {
        NotificationChannel channel = repository.findByName(name).orElseThrow(() -> notFound(name));
        List<String> used = notificationRuleRepository.listAll().stream()
                .filter(rule -> rule.channel().equals(name))
                .map(dev.evenkeel.engine.notification.NotificationRule::name)
                .toList();
        if (!used.isEmpty()) {
            throw new ConflictException(
                    ProblemCode.CHANNEL_IN_USE,
                    "Notification rules use channel " + name + ": " + String.join(", ", used)
                            + ". The channel was not deleted.",
                    "Delete these rules, or move them to another channel:"
                            + " ./evenkeel notification-rule update NAME --channel CHANNEL");
        }
        repository.delete(name);
        auditLog.append(new AuditEvent(
                who, "channel.deleted", name, reason, JSON.writeValueAsString(toResponse(channel, null)), null));
    }

    /// Sends a test message immediately, without retries.
    ///
    /// @throws NotFoundException if the channel does not exist
    DeliveryResponse sendTest(String name, Instant now, String who) {
        NotificationChannel channel = repository.findByName(name).orElseThrow(() -> notFound(name));
        String id = IdAndSecretGenerator.newId("test-");
        var about = new Event.Subject(Service.UNASSIGNED, "", "sink:" + name, id, "/events");
        Event event = Event.of(id, EventKind.TEST, now, about, EventSeverity.INFO)
                .withText("Test message for channel " + name, who + " sent this test message. No action is needed.");
        return channelMessageSender.send(channel, List.of(event));
    }

    private static NotificationChannelResponse toResponse(NotificationChannel channel, @Nullable Delivery last) {
        return new NotificationChannelResponse(
                channel.name(),
                channel.type(),
                channel.address().toString(),
                last == null ? null : toLastDelivery(last));
    }

    private static LastDelivery toLastDelivery(Delivery delivery) {
        return new LastDelivery(
                delivery.lastAttemptAt(),
                delivery.state(),
                Objects.requireNonNullElse(delivery.lastHttpStatus(), 0),
                Objects.requireNonNullElse(delivery.lastResponse(), "no response yet"));
    }

    static NotFoundException notFound(String name) {
        return new NotFoundException(
                ProblemCode.CHANNEL_NOT_FOUND,
                "Channel " + name + " does not exist.",
                "To list channels: ./evenkeel channel list; to create one: ./evenkeel channel create");
    }
}
