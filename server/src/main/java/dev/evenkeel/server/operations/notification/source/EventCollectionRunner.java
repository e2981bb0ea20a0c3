// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification.source;

import dev.evenkeel.engine.audit.AuditEntry;
import dev.evenkeel.engine.catalog.ServiceGraph;
import dev.evenkeel.engine.notification.Event;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.foundation.catalog.ServiceCatalogService;
import dev.evenkeel.server.foundation.jobs.BackgroundJob;
import dev.evenkeel.server.foundation.jobs.BackgroundJobs;
import dev.evenkeel.server.operations.notification.EventRecorder;
import dev.evenkeel.server.rollouts.rollout.RolloutChangedEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// The collector of new events, once per second and soon after a rollout decision: stores them and plans their
/// deliveries. Each run is one transaction, so no event is lost and no notification is planned twice. Only one
/// server runs it at a time; others skip the run. It locks only its own rows and writes no audit entries.
@Component
class EventCollectionRunner {
    private static final int MOST_ENTRIES = 200;

    private final AuditLog auditLog;
    private final AuditLogEventFactory entries;
    private final StateChangeEventSource stateChangeEventSource;
    private final ServiceCatalogService services;
    private final EventRecorder eventRecorder;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final BackgroundJob job;

    EventCollectionRunner(
            AuditLog auditLog,
            AuditLogEventFactory entries,
            StateChangeEventSource stateChangeEventSource,
            ServiceCatalogService services,
            EventRecorder eventRecorder,
            TransactionTemplate transaction,
            Clock clock,
            BackgroundJobs jobs) {
        this.auditLog = auditLog;
        this.entries = entries;
        this.stateChangeEventSource = stateChangeEventSource;
        this.services = services;
        this.eventRecorder = eventRecorder;
        this.transaction = transaction;
        this.clock = clock;
        this.job = jobs.add(BackgroundJob.builder("events", Duration.ofSeconds(1), this::runOnce)
                .wakeUpOn(RolloutChangedEvent.class, RolloutChangedEvent::decided)
                .mergeWakeUpsWithin(Duration.ofMillis(200)));
    }

    private void runOnce() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (transaction.execute(status -> collect(now))) {
            job.runSoon();
        }
    }

    /* Returns whether there is more to process immediately. */
    private boolean collect(Instant now) {
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
