// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo;

import dev.evenkeel.engine.slo.Slo;
import dev.evenkeel.server.operations.slo.measurement.SloImportProgress;
import dev.evenkeel.server.operations.slo.measurement.SloImportProgressRepository;
import dev.evenkeel.server.operations.slo.measurement.SloMinuteImporter;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// An evaluation of one SLO: imports due minutes, stores the budgets, and starts and ends alerts.
///
/// It is one transaction, with a lock on the SLO's import progress. A server that does not get the lock skips
/// the SLO.
@Component
class SingleSloEvaluationRunner {
    private final TransactionTemplate transaction;
    private final OpenSloObjectRepository objects;
    private final SloImportProgressRepository progress;
    private final SloMinuteImporter source;
    private final SloEvaluationRecorder sloEvaluationRecorder;

    SingleSloEvaluationRunner(
            TransactionTemplate transaction,
            OpenSloObjectRepository objects,
            SloImportProgressRepository progress,
            SloMinuteImporter source,
            SloEvaluationRecorder sloEvaluationRecorder) {
        this.transaction = transaction;
        this.objects = objects;
        this.progress = progress;
        this.source = source;
        this.sloEvaluationRecorder = sloEvaluationRecorder;
    }

    /// Evaluates the SLO, unless it has been deleted.
    ///
    /// @param now current time, in microsecond precision
    void evaluate(Slo slo, Instant now) {
        transaction.executeWithoutResult(status -> {
            if (!objects.lockIfExists(slo.name())) {
                return;
            }
            SloImportProgress fresh = initialProgress(slo, now);
            progress.insertIfAbsent(fresh);
            progress.tryLock(slo.name())
                    .ifPresent(before -> evaluate(slo, resetIfIndicatorChanged(slo, before, fresh), now));
        });
    }

    private void evaluate(Slo slo, SloImportProgress before, Instant now) {
        SloImportProgress after = source.importDue(slo, before, now);
        Instant horizon = SloMinuteImporter.horizon(slo, now);
        if (horizon.isAfter(before.evaluatedUntil())) {
            progress.save(after.withEvaluatedUntil(horizon));
            sloEvaluationRecorder.evaluateAndSave(slo, horizon);
        } else if (!after.equals(before)) {
            progress.save(after);
        }
    }

    private SloImportProgress resetIfIndicatorChanged(Slo slo, SloImportProgress before, SloImportProgress fresh) {
        if (before.indicator().equals(fresh.indicator())) {
            return before;
        }
        sloEvaluationRecorder.deleteMinutes(slo.name());
        return fresh;
    }

    private static SloImportProgress initialProgress(Slo slo, Instant now) {
        Instant begin = SloMinuteImporter.begin(slo, now);
        return new SloImportProgress(slo.name(), slo.indicator().toString(), begin, begin, null, null);
    }
}
