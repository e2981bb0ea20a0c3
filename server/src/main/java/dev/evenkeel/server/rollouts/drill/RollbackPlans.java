// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.drill;

import dev.evenkeel.engine.drill.RollbackPlan;
import dev.evenkeel.server.flags.flag.Flags;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLedger;
import dev.evenkeel.server.foundation.problems.ErrorCode;
import dev.evenkeel.server.foundation.problems.NotFound;
import dev.evenkeel.server.gates.gate.GatesChanged;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Keeps the rollback plans. Thread-safe.
@Component
class RollbackPlans {
    private final PlanTable table;
    private final Flags flags;
    private final AuditLedger ledger;
    private final ApplicationEventPublisher events;

    RollbackPlans(PlanTable table, Flags flags, AuditLedger ledger, ApplicationEventPublisher events) {
        this.table = table;
        this.flags = flags;
        this.ledger = ledger;
        this.events = events;
    }

    /// @throws NotFound when the flag has none
    RollbackPlan get(String environment, String flag) {
        return table.find(environment, flag)
                .orElseThrow(() -> new NotFound(
                        ErrorCode.ROLLBACK_PLAN_NOT_FOUND,
                        "Flag " + flag + " has no rollback plan in " + environment + ".",
                        "PUT /api/v1/environments/" + environment + "/flags/" + flag + "/rollback-plan makes one."));
    }

    /// Puts a plan in force. One that says the same as the present one changes nothing.
    ///
    /// @return the plan in force
    /// @throws NotFound when there is no such environment or flag
    @Transactional
    RollbackPlan put(String environment, String flag, PlanView.Order order, String who) {
        flags.requireFlag(environment, flag);
        Optional<RollbackPlan> before = table.find(environment, flag);
        if (before.filter(order.plan()::saysTheSameAs).isPresent()) {
            return before.get();
        }
        table.put(environment, flag, order.plan());
        RollbackPlan after = get(environment, flag);
        ledger.append(new AuditEvent(
                who,
                "rollback-plan.set",
                environment + "/" + flag,
                order.reason(),
                PlanView.text(before.orElse(null)),
                PlanView.text(after)));
        events.publishEvent(new GatesChanged());
        return after;
    }

    /// Takes the plan away. Its drills stay for the record, and count for no later plan.
    @Transactional
    void delete(String environment, String flag, String reason, String who) {
        RollbackPlan before = get(environment, flag);
        table.put(environment, flag, null);
        ledger.append(new AuditEvent(
                who, "rollback-plan.deleted", environment + "/" + flag, reason, PlanView.text(before), null));
        events.publishEvent(new GatesChanged());
    }
}
