// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.drill;

import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.gates.gate.GatesChangedEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// The publisher of ended drills: adds an audit entry and triggers a new gate evaluation. Runs in the caller's
/// transaction.
@Component
class DrillEndedPublisher {
    private final AuditLog auditLog;
    private final ApplicationEventPublisher events;

    DrillEndedPublisher(AuditLog auditLog, ApplicationEventPublisher events) {
        this.auditLog = auditLog;
        this.events = events;
    }

    void publish(Drill before, Drill after) {
        String outcome = after.failureReason() == null ? "measured" : after.failureReason();
        auditLog.append(new AuditEvent(
                DrillRunner.DRILL,
                "drill.ended",
                after.id(),
                outcome,
                DrillResponses.toJson(before),
                DrillResponses.toJson(after)));
        events.publishEvent(new GatesChangedEvent());
    }
}
