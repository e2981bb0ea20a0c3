// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.report;

import dev.evenkeel.engine.audit.AuditEntry;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.rollouts.drill.DrillHistoryQueries;
import dev.evenkeel.server.rollouts.drill.RollbackPlanStatus;
import dev.evenkeel.server.rollouts.drill.RollbackPlanStatusQueries;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Queries for the rollback plan of a change, its drills, and the audit entries about it.
@Component
class RollbackPlanRecordQueries {
    private static final int MOST_DEEDS = 100;

    private final RollbackPlanStatusQueries plans;
    private final DrillHistoryQueries drills;
    private final AuditLog auditLog;
    private final Clock clock;

    RollbackPlanRecordQueries(
            RollbackPlanStatusQueries plans, DrillHistoryQueries drills, AuditLog auditLog, Clock clock) {
        this.plans = plans;
        this.drills = drills;
        this.auditLog = auditLog;
        this.clock = clock;
    }

    @Nullable
    RollbackPlanStatus findPlan(String environment, String flag) {
        return plans.find(environment, flag, clock.instant()).orElse(null);
    }

    List<DrillHistoryQueries.DrillHistoryEntry> listDrillsSince(String environment, String flag, Instant from) {
        return drills.listStartedSince(from, List.of()).stream()
                .filter(drill -> drill.environment().equals(environment)
                        && drill.flag().equals(flag)
                        && !drill.startedAt().isBefore(from))
                .toList();
    }

    /// Returns the audit entries of subjects since an instant, oldest first, at most 100 for each subject.
    List<AuditEntry> listAuditEntries(List<String> subjects, Instant from) {
        return subjects.stream()
                .flatMap(subject -> auditLog.listNewestBySubject(subject, MOST_DEEDS).stream())
                .filter(entry -> !entry.at().isBefore(from))
                .sorted(Comparator.comparing(AuditEntry::at))
                .toList();
    }
}
