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

/// The service for rollback plans. Thread-safe.
@Component
class RollbackPlanService {
    private final RollbackPlanRepository rollbackPlanRepository;
    private final FlagService flags;
    private final AuditLog auditLog;
    private final ApplicationEventPublisher events;

    RollbackPlanService(
            RollbackPlanRepository rollbackPlanRepository,
            FlagService flags,
            AuditLog auditLog,
            ApplicationEventPublisher events) {
        this.rollbackPlanRepository = rollbackPlanRepository;
        this.flags = flags;
        this.auditLog = auditLog;
        this.events = events;
    }

    /// @throws NotFoundException when the flag has no plan
    RollbackPlan get(String environment, String flag) {
        return rollbackPlanRepository
                .findByFlag(environment, flag)
                .orElseThrow(() -> new NotFoundException(
                        ProblemCode.ROLLBACK_PLAN_NOT_FOUND,
                        "Flag " + flag + " has no rollback plan in " + environment + ".",
                        "To create it: ./evenkeel rollback-plan update " + flag + " FILE"));
    }

    /// Stores a plan. A plan equal to the current one changes nothing.
    ///
    /// @return current plan
    /// @throws NotFoundException when the environment or the flag does not exist
    @Transactional
    RollbackPlan save(
            String environment,
            String flag,
            RollbackPlanCodec.PutRollbackPlanCommand putRollbackPlanCommand,
            String who) {
        flags.requireFlag(environment, flag);
        Optional<RollbackPlan> before = rollbackPlanRepository.findByFlag(environment, flag);
        if (before.filter(putRollbackPlanCommand.plan()::hasSameContent).isPresent()) {
            return before.get();
        }
        rollbackPlanRepository.save(environment, flag, putRollbackPlanCommand.plan());
        RollbackPlan after = get(environment, flag);
        auditLog.append(new AuditEvent(
                who,
                "rollback-plan.set",
                environment + "/" + flag,
                putRollbackPlanCommand.reason(),
                RollbackPlanCodec.encode(before.orElse(null)),
                RollbackPlanCodec.encode(after)));
        events.publishEvent(new GatesChangedEvent());
        return after;
    }

    /// Deletes the plan. Its drills are kept as a record and do not count for later plans.
    @Transactional
    void delete(String environment, String flag, String reason, String who) {
        RollbackPlan before = get(environment, flag);
        rollbackPlanRepository.save(environment, flag, null);
        auditLog.append(new AuditEvent(
                who,
                "rollback-plan.deleted",
                environment + "/" + flag,
                reason,
                RollbackPlanCodec.encode(before),
                null));
        events.publishEvent(new GatesChangedEvent());
    }
}
