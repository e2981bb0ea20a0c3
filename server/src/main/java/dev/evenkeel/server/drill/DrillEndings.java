// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.drill;

import dev.evenkeel.server.audit.AuditEvent;
import dev.evenkeel.server.audit.AuditLedger;
import dev.evenkeel.server.gate.GatesChanged;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// Tells that drills have ended: the ledger, and who keeps answers of gates. In the caller's transaction.
@Component
class DrillEndings {
    private final AuditLedger ledger;
    private final ApplicationEventPublisher events;

    DrillEndings(AuditLedger ledger, ApplicationEventPublisher events) {
        this.ledger = ledger;
        this.events = events;
    }

    void tell(Drill before, Drill after) {
        String outcome = after.fault() == null ? "measured" : after.fault();
        ledger.append(new AuditEvent(
                DrillTurn.DRILL, "drill.ended", after.id(), outcome, DrillView.text(before), DrillView.text(after)));
        events.publishEvent(new GatesChanged());
    }
}
