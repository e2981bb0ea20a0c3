// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification;

import dev.evenkeel.api.NotificationApi.Delivery;
import dev.evenkeel.api.NotificationApi.RecordedEvent;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// HTTP endpoints for events and their deliveries (docs/reference/http-api.md).
@RestController
class NotificationEventController {
    private static final int MOST = 1_000;

    private final EventRepository events;
    private final NotificationDeliveryRepository deliveries;
    private final AuditLog auditLog;
    private final Clock clock;

    NotificationEventController(
            EventRepository events, NotificationDeliveryRepository deliveries, AuditLog auditLog, Clock clock) {
        this.events = events;
        this.deliveries = deliveries;
        this.auditLog = auditLog;
        this.clock = clock;
    }

    /// Lists events, newest first; with `after`, events after that number, oldest first.
    @GetMapping("/api/v1/events")
    List<RecordedEvent> listEvents(
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = "") String service,
            @RequestParam(defaultValue = "100") int limit) {
        int most = Math.clamp(limit, 1, MOST);
        return after == null ? events.listNewest(service, most) : events.listAfter(after, service, most);
    }

    /// Lists notification deliveries of all channels or of one, newest first.
    @GetMapping("/api/v1/notification-deliveries")
    List<Delivery> listDeliveries(
            @RequestParam(defaultValue = "") String channel, @RequestParam(defaultValue = "100") int limit) {
        return deliveries.listNewest(channel, Math.clamp(limit, 1, MOST));
    }

    /// Sends the message of a delivery again, with all its retries.
    @PostMapping("/api/v1/notification-deliveries/{number}/redeliver")
    @RequiresRight({Right.ADMINISTER, Right.OPERATE})
    @Transactional
    public Delivery redeliver(@PathVariable long number, Caller.Actor caller) {
        Delivery again = deliveries
                .resend(number, clock.instant().truncatedTo(ChronoUnit.MICROS))
                .orElseThrow(() -> new NotFoundException(
                        ProblemCode.DELIVERY_NOT_FOUND,
                        "Delivery " + number + " does not exist.",
                        "To list deliveries of the last 30 days: ./evenkeel channel deliveries"));
        auditLog.append(new AuditEvent(
                caller.name(),
                "delivery.redelivered",
                Long.toString(number),
                "to channel " + again.channel(),
                null,
                null));
        return again;
    }
}
