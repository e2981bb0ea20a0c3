// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification.source;

import dev.evenkeel.engine.audit.AuditEntry;
import dev.evenkeel.engine.catalog.ServiceGraph;
import dev.evenkeel.engine.notification.Event;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.foundation.catalog.ServiceCatalog;
import dev.evenkeel.server.operations.notification.EventRecorder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Reads what is new, notes it as events and plans who is told: all of one round in one transaction, so that
/// nothing is lost and nothing told twice. One server at a time does it; the others pass. It locks nothing but
/// what is its own, and writes no ledger.
@Component
class EventCollector {
    private static final int MOST_ENTRIES = 200;

    private final AuditLog ledger;
    private final AuditLogEventFactory entries;
    private final StateChangeEventSource standing;
    private final ServiceCatalog services;
    private final EventRecorder book;

    EventCollector(
            AuditLog ledger,
            AuditLogEventFactory entries,
            StateChangeEventSource standing,
            ServiceCatalog services,
            EventRecorder book) {
        this.ledger = ledger;
        this.entries = entries;
        this.standing = standing;
        this.services = services;
        this.book = book;
    }

    /// One round.
    ///
    /// @return whether more is to be read at once
    @Transactional
    boolean read(Instant now) {
        Optional<Long> from = book.lock();
        if (from.isEmpty()) {
            return false;
        }
        ServiceGraph graph = services.graph();
        long head = ledger.last();
        List<AuditEntry> fresh = ledger.after(from.get(), AuditLogEventFactory.ACTIONS, MOST_ENTRIES);
        boolean more = fresh.size() == MOST_ENTRIES;
        for (AuditEntry entry : fresh) {
            for (Event event : entries.of(entry, graph)) {
                book.note(event, now);
            }
        }
        book.readTo(more ? fresh.getLast().number() : head);
        standing.look(graph, now).forEach(event -> book.note(event, now));
        return more;
    }
}
