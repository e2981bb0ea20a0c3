// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification;

import dev.evenkeel.engine.notification.Event;
import dev.evenkeel.server.operations.notification.channel.AuditLogCursor;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Notes events once, and plans who is told of each.
@Component
public class EventRecorder {
    private final AuditLogCursor cursor;
    private final EventRepository events;
    private final NotificationDeliveryPlanner planning;

    EventRecorder(AuditLogCursor cursor, EventRepository events, NotificationDeliveryPlanner planning) {
        this.cursor = cursor;
        this.events = events;
        this.planning = planning;
    }

    /// Keeps other servers from noting until the end of the transaction; empty while one does.
    ///
    /// @return number of the last entry of the ledger that was read
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Long> lock() {
        return cursor.lock();
    }

    /// Notes an event, unless one of its id is there.
    @Transactional(propagation = Propagation.MANDATORY)
    public void note(Event event, Instant now) {
        if (events.add(event, now)) {
            planning.plan(event, now);
        }
    }

    /// The ledger was read up to an entry.
    @Transactional(propagation = Propagation.MANDATORY)
    public void readTo(long entry) {
        cursor.save(entry);
    }
}
