// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.drill;

import dev.evenkeel.engine.drill.RollbackPlan;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.gates.gate.GatesChangedEvent;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Keeps the rollback plans. Thread-safe.
@Component
class RollbackPlanService {
    private final RollbackPlanRepository table;
    private final FlagService flags;
    private final AuditLog ledger;
    private final ApplicationEventPublisher events;

    RollbackPlanService(
            RollbackPlanRepository table, FlagService flags, AuditLog ledger, ApplicationEventPublisher events) {
        this.table = table;
        this.flags = flags;
        this.ledger = ledger;
        this.events = events;
    }

    /// @throws NotFoundException when the flag has none
    RollbackPlan get(String environment, String flag) {
        return table.find(environment, flag)
                .orElseThrow(() -> new NotFoundException(
                        ProblemCode.ROLLBACK_PLAN_NOT_FOUND,
                        "Flag " + flag + " has no rollback plan in " + environment + ".",
                        "PUT /api/v1/environments/" + environment + "/flags/" + flag + "/rollback-plan makes one."));
    }

    /// Puts a plan in force. One that says the same as the present one changes nothing.
    ///
    /// @return the plan in force
    /// @throws NotFoundException when there is no such environment or flag
    @Transactional
    RollbackPlan put(String environment, String flag, RollbackPlanDocument.PutRollbackPlanCommand order, String who) {
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
                RollbackPlanDocument.text(before.orElse(null)),
                RollbackPlanDocument.text(after)));
        events.publishEvent(new GatesChangedEvent());
        return after;
    }

    /// Takes the plan away. Its drills stay for the record, and count for no later plan.
    @Transactional
    void delete(String environment, String flag, String reason, String who) {
        RollbackPlan before = get(environment, flag);
        table.put(environment, flag, null);
        ledger.append(new AuditEvent(
                who,
                "rollback-plan.deleted",
                environment + "/" + flag,
                reason,
                RollbackPlanDocument.text(before),
                null));
        events.publishEvent(new GatesChangedEvent());
    }
}
