// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification.source;

import dev.evenkeel.engine.audit.AuditEntry;
import dev.evenkeel.engine.catalog.ServiceGraph;
import dev.evenkeel.engine.notification.Event;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/// Makes events of entries of the ledger. Thread-safe.
@Component
class AuditLogEventFactory {
    /// Beginnings of the actions that events are made of.
    static final List<String> ACTIONS = List.of("rollout.", "incident.", "slo.alert.");

    private static final Logger LOG = LoggerFactory.getLogger(AuditLogEventFactory.class);

    private final RolloutEventFactory rollouts;
    private final BurnAlertEventFactory burns;

    AuditLogEventFactory(RolloutEventFactory rollouts, BurnAlertEventFactory burns) {
        this.rollouts = rollouts;
        this.burns = burns;
    }

    /// What follows from an entry. One that cannot be read is left out and logged, so that it holds no other
    /// up; a database that does not answer is a failure of the caller's round.
    List<Event> of(AuditEntry entry, ServiceGraph graph) {
        try {
            if (entry.action().startsWith("rollout.")) {
                return rollouts.of(entry, graph);
            }
            return entry.action().startsWith("incident.") ? IncidentEventFactory.of(entry) : burns.of(entry);
        } catch (DataAccessException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("No event is made of entry {} ({}) of the ledger", entry.number(), entry.action(), e);
            return List.of();
        }
    }
}
