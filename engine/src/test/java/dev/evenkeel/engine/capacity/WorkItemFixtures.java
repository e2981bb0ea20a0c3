// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.capacity;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Work items for tests.
final class WorkItemFixtures {
    static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final Instant OPENED = NOW.minus(Duration.ofDays(300));

    private WorkItemFixtures() {}

    /// Effort in person-days.
    record Effort(@Nullable Double planned, @Nullable Double actual) {}

    /// Actual effort, without a planned effort.
    static Effort actualEffort(double days) {
        return new Effort(null, days);
    }

    /// A closed work item.
    static WorkItem closedItem(String key, WorkKind kind, Effort effort, int daysAgo) {
        return item(key, kind, effort, NOW.minus(Duration.ofDays(daysAgo)), null);
    }

    /// An open work item.
    static WorkItem openItem(String key, WorkKind kind, Effort effort) {
        return item(key, kind, effort, null, null);
    }

    /// An open reliability item with a value.
    static WorkItem openItemWithValue(String key, @Nullable Double planned, WorkValue worth) {
        return item(key, WorkKind.RELIABILITY, new Effort(planned, null), null, worth);
    }

    /// A value in Swiss francs.
    static WorkValue valueInChf(
            @Nullable Integer costOfDelay, @Nullable Integer riskReduction, @Nullable Double weeks) {
        return new WorkValue(money(costOfDelay), money(riskReduction), "CHF", weeks);
    }

    private static @Nullable BigDecimal money(@Nullable Integer francs) {
        return francs == null ? null : BigDecimal.valueOf(francs);
    }

    private static WorkItem item(
            String key, WorkKind kind, Effort effort, @Nullable Instant closed, @Nullable WorkValue worth) {
        return new WorkItem(
                key,
                "do " + key,
                kind,
                "money",
                "payments",
                List.of(),
                effort.planned(),
                effort.actual(),
                OPENED,
                closed,
                worth);
    }
}
