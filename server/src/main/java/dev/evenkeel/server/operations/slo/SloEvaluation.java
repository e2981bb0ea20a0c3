// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo;

import dev.evenkeel.engine.slo.Slo;
import dev.evenkeel.server.operations.slo.measurement.SloImportProgress;
import dev.evenkeel.server.operations.slo.measurement.SloImportProgressRepository;
import dev.evenkeel.server.operations.slo.measurement.SloMinuteImporter;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// One look at one SLO: takes in the minutes that are due, keeps how its budgets stand, begins and ends its
/// alerts.
///
/// All of it commits together, under a lock on its progress that a second server passes by.
@Component
class SloEvaluation {
    private final TransactionTemplate transaction;
    private final OpenSloObjectRepository objects;
    private final SloImportProgressRepository progress;
    private final SloMinuteImporter source;
    private final SloRecorder keeping;

    SloEvaluation(
            TransactionTemplate transaction,
            OpenSloObjectRepository objects,
            SloImportProgressRepository progress,
            SloMinuteImporter source,
            SloRecorder keeping) {
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
            SloImportProgress fresh = fresh(slo, now);
            progress.insertIfAbsent(fresh);
            progress.lockIfFree(slo.name()).ifPresent(before -> look(slo, current(slo, before, fresh), now));
        });
    }

    private void look(Slo slo, SloImportProgress before, Instant now) {
        SloImportProgress after = source.takeIn(slo, before, now);
        Instant horizon = SloMinuteImporter.horizon(slo, now);
        if (horizon.isAfter(before.lookedUntil())) {
            progress.save(after.looked(horizon));
            keeping.judge(slo, horizon);
        } else if (!after.equals(before)) {
            progress.save(after);
        }
    }

    private SloImportProgress current(Slo slo, SloImportProgress before, SloImportProgress fresh) {
        if (before.indicator().equals(fresh.indicator())) {
            return before;
        }
        keeping.forget(slo.name());
        return fresh;
    }

    private static SloImportProgress fresh(Slo slo, Instant now) {
        Instant begin = SloMinuteImporter.begin(slo, now);
        return new SloImportProgress(slo.name(), slo.indicator().toString(), begin, begin, null, null);
    }
}
