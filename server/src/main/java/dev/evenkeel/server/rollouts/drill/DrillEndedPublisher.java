// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.drill;

import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.gates.gate.GatesChangedEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// Tells that drills have ended: the ledger, and who keeps answers of gates. In the caller's transaction.
@Component
class DrillEndedPublisher {
    private final AuditLog ledger;
    private final ApplicationEventPublisher events;

    DrillEndedPublisher(AuditLog ledger, ApplicationEventPublisher events) {
        this.ledger = ledger;
        this.events = events;
    }

    void tell(Drill before, Drill after) {
        String outcome = after.fault() == null ? "measured" : after.fault();
        ledger.append(new AuditEvent(
                DrillRunner.DRILL,
                "drill.ended",
                after.id(),
                outcome,
                DrillResponse.text(before),
                DrillResponse.text(after)));
        events.publishEvent(new GatesChangedEvent());
    }
}
