// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification.source;

import dev.evenkeel.engine.audit.AuditEntry;
import dev.evenkeel.engine.catalog.ServiceGraph;
import dev.evenkeel.engine.notification.Event;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.foundation.catalog.ServiceCatalogService;
import dev.evenkeel.server.operations.notification.EventRecorder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The collector of new events: stores them and plans their deliveries. Each run is one transaction, so no
/// event is lost and no notification is planned twice. Only one server runs it at a time; others skip the run.
/// It locks only its own rows and writes no audit entries.
@Component
class EventCollectionRunner {
    private static final int MOST_ENTRIES = 200;

    private final AuditLog auditLog;
    private final AuditLogEventFactory entries;
    private final StateChangeEventSource stateChangeEventSource;
    private final ServiceCatalogService services;
    private final EventRecorder eventRecorder;

    EventCollectionRunner(
            AuditLog auditLog,
            AuditLogEventFactory entries,
            StateChangeEventSource stateChangeEventSource,
            ServiceCatalogService services,
            EventRecorder eventRecorder) {
        this.auditLog = auditLog;
        this.entries = entries;
        this.stateChangeEventSource = stateChangeEventSource;
        this.services = services;
        this.eventRecorder = eventRecorder;
    }

    /// Runs once.
    ///
    /// @return whether there is more to process immediately
    @Transactional
    boolean collect(Instant now) {
        Optional<Long> from = eventRecorder.lockCursor();
        if (from.isEmpty()) {
            return false;
        }
        ServiceGraph graph = services.graph();
        long head = auditLog.lastEntryNumber();
        List<AuditEntry> fresh = auditLog.listAfter(from.get(), AuditLogEventFactory.ACTIONS, MOST_ENTRIES);
        boolean more = fresh.size() == MOST_ENTRIES;
        for (AuditEntry entry : fresh) {
            for (Event event : entries.createEvents(entry, graph)) {
                eventRecorder.record(event, now);
            }
        }
        eventRecorder.saveCursor(more ? fresh.getLast().number() : head);
        stateChangeEventSource.detectChanges(graph, now).forEach(event -> eventRecorder.record(event, now));
        return more;
    }
}
