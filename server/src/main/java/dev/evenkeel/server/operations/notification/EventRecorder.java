// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification;

import dev.evenkeel.engine.notification.Event;
import dev.evenkeel.server.operations.notification.channel.EventCollectionCursorRepository;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// A recorder that stores each event once and plans its deliveries.
@Component
public class EventRecorder {
    private final EventCollectionCursorRepository cursor;
    private final EventRepository events;
    private final NotificationDeliveryPlanner planning;

    EventRecorder(
            EventCollectionCursorRepository cursor, EventRepository events, NotificationDeliveryPlanner planning) {
        this.cursor = cursor;
        this.events = events;
        this.planning = planning;
    }

    /// Locks event collection across servers until the transaction ends; empty while another server holds the
    /// lock.
    ///
    /// @return number of the last audit entry that was processed
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Long> lockCursor() {
        return cursor.lock();
    }

    /// Stores an event, unless an event with its id exists.
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(Event event, Instant now) {
        if (events.insertIfAbsent(event, now)) {
            planning.plan(event, now);
        }
    }

    /// Stores the number of the last processed audit entry.
    @Transactional(propagation = Propagation.MANDATORY)
    public void saveCursor(long entry) {
        cursor.save(entry);
    }
}
