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

/// The factory of events from audit entries. Thread-safe.
@Component
class AuditLogEventFactory {
    /// Prefixes of audit actions that produce events.
    static final List<String> ACTIONS = List.of("rollout.", "incident.", "slo.alert-");

    private static final Logger LOG = LoggerFactory.getLogger(AuditLogEventFactory.class);

    private final RolloutEventFactory rollouts;
    private final BurnAlertEventFactory burns;

    AuditLogEventFactory(RolloutEventFactory rollouts, BurnAlertEventFactory burns) {
        this.rollouts = rollouts;
        this.burns = burns;
    }

    /// Creates the events of an audit entry. An entry that cannot be parsed is logged and skipped, so that it
    /// does not block others; database errors propagate to the caller.
    List<Event> createEvents(AuditEntry entry, ServiceGraph graph) {
        try {
            if (entry.action().startsWith("rollout.")) {
                return rollouts.createEvents(entry, graph);
            }
            return entry.action().startsWith("incident.")
                    ? IncidentEventFactory.createEvents(entry)
                    : burns.createEvents(entry);
        } catch (DataAccessException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("Failed to create an event from audit entry {} ({})", entry.number(), entry.action(), e);
            return List.of();
        }
    }
}
