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

/// How a change is undone, how that was rehearsed, and who did what about it. Thread-safe.
@Component
class RollbackRecordQueries {
    private static final int MOST_DEEDS = 100;

    private final RollbackPlanStatusQueries plans;
    private final DrillHistoryQueries drills;
    private final AuditLog ledger;
    private final Clock clock;

    RollbackRecordQueries(RollbackPlanStatusQueries plans, DrillHistoryQueries drills, AuditLog ledger, Clock clock) {
        this.plans = plans;
        this.drills = drills;
        this.ledger = ledger;
        this.clock = clock;
    }

    @Nullable
    RollbackPlanStatus plan(String environment, String flag) {
        return plans.find(environment, flag, clock.instant()).orElse(null);
    }

    List<DrillHistoryQueries.DrillSummary> drillsSince(String environment, String flag, Instant from) {
        return drills.since(from, List.of()).stream()
                .filter(drill -> drill.environment().equals(environment)
                        && drill.flag().equals(flag)
                        && !drill.orderedAt().isBefore(from))
                .toList();
    }

    /// What people did to subjects since an instant, oldest first, at most a hundred deeds each.
    List<AuditEntry> deeds(List<String> subjects, Instant from) {
        return subjects.stream()
                .flatMap(subject -> ledger.newestOf(subject, MOST_DEEDS).stream())
                .filter(deed -> !deed.at().isBefore(from))
                .sorted(Comparator.comparing(AuditEntry::at))
                .toList();
    }
}
