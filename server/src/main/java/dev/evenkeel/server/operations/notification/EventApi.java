// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification;

import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLedger;
import dev.evenkeel.server.foundation.problems.ErrorCode;
import dev.evenkeel.server.foundation.problems.NotFound;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.Needs;
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

/// What happened, and what was sent of it, over HTTP (docs/reference/http-api.md).
@RestController
class EventApi {
    private static final int MOST = 1_000;

    private final EventTable events;
    private final DeliveryTable deliveries;
    private final AuditLedger ledger;
    private final Clock clock;

    EventApi(EventTable events, DeliveryTable deliveries, AuditLedger ledger, Clock clock) {
        this.events = events;
        this.deliveries = deliveries;
        this.ledger = ledger;
        this.clock = clock;
    }

    /// Newest first; with `after`, those noted after that number, oldest first.
    @GetMapping("/api/v1/events")
    List<NotedEvent> events(
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = "") String service,
            @RequestParam(defaultValue = "100") int limit) {
        int most = Math.clamp(limit, 1, MOST);
        return after == null ? events.newest(service, most) : events.after(after, service, most);
    }

    @GetMapping("/api/v1/deliveries")
    List<Delivery> deliveries(
            @RequestParam(defaultValue = "") String sink, @RequestParam(defaultValue = "100") int limit) {
        return deliveries.newest(sink, Math.clamp(limit, 1, MOST));
    }

    @PostMapping("/api/v1/deliveries/{number}/redeliver")
    @Needs({Right.ADMINISTER, Right.OPERATE})
    @Transactional
    public Delivery redeliver(@PathVariable long number, Caller.Actor caller) {
        Delivery again = deliveries
                .again(number, clock.instant().truncatedTo(ChronoUnit.MICROS))
                .orElseThrow(() -> new NotFound(
                        ErrorCode.DELIVERY_NOT_FOUND,
                        "There is no delivery " + number + ".",
                        "GET /api/v1/deliveries lists the newest; they are kept for thirty days."));
        ledger.append(new AuditEvent(
                caller.name(), "delivery.redelivered", Long.toString(number), "to sink " + again.sink(), null, null));
        return again;
    }
}
