// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo;

import dev.evenkeel.engine.slo.Slo;
import dev.evenkeel.server.operations.slo.measurement.MinuteSource;
import dev.evenkeel.server.operations.slo.measurement.Progress;
import dev.evenkeel.server.operations.slo.measurement.ProgressTable;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// One look at one SLO: takes in the minutes that are due, keeps how its budgets stand, begins and ends its
/// alerts.
///
/// All of it commits together, under a lock on its progress that a second server passes by.
@Component
class SloTurn {
    private final TransactionTemplate transaction;
    private final ObjectTable objects;
    private final ProgressTable progress;
    private final MinuteSource source;
    private final Keeping keeping;

    SloTurn(
            TransactionTemplate transaction,
            ObjectTable objects,
            ProgressTable progress,
            MinuteSource source,
            Keeping keeping) {
        this.transaction = transaction;
        this.objects = objects;
        this.progress = progress;
        this.source = source;
        this.keeping = keeping;
    }

    /// Looks, unless the SLO is gone meanwhile.
    ///
    /// @param now the present, in microseconds
    void look(Slo slo, Instant now) {
        transaction.executeWithoutResult(status -> {
            if (!objects.holds(slo.name())) {
                return;
            }
            Progress fresh = fresh(slo, now);
            progress.insertIfAbsent(fresh);
            progress.lockIfFree(slo.name()).ifPresent(before -> look(slo, current(slo, before, fresh), now));
        });
    }

    private void look(Slo slo, Progress before, Instant now) {
        Progress after = source.takeIn(slo, before, now);
        Instant horizon = MinuteSource.horizon(slo, now);
        if (horizon.isAfter(before.lookedUntil())) {
            progress.save(after.looked(horizon));
            keeping.judge(slo, horizon);
        } else if (!after.equals(before)) {
            progress.save(after);
        }
    }

    private Progress current(Slo slo, Progress before, Progress fresh) {
        if (before.indicator().equals(fresh.indicator())) {
            return before;
        }
        keeping.forget(slo.name());
        return fresh;
    }

    private static Progress fresh(Slo slo, Instant now) {
        Instant begin = MinuteSource.begin(slo, now);
        return new Progress(slo.name(), slo.indicator().toString(), begin, begin, null, null);
    }
}
