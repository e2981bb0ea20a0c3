// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.telemetry;

import dev.evenkeel.wire.OutcomeBatch;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// The way of a batch into the database: one transaction, so that it counts wholly or not at all.
///
/// A batch that was taken in before changes nothing: its name is inserted first and is unique, and whoever comes second
/// waits for the first one's commit. Units are inserted in one order everywhere, so concurrent batches never deadlock.
/// Any number of servers may take in batches. Thread-safe.
@Component
class Intake {
    private final TransactionTemplate transaction;
    private final OutcomeTable table;
    private final Windows windows;
    private final LatencyTable latencies;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Intake(
            TransactionTemplate transaction,
            OutcomeTable table,
            Windows windows,
            LatencyTable latencies,
            Clock clock,
            ApplicationEventPublisher events) {
        this.transaction = transaction;
        this.table = table;
        this.windows = windows;
        this.latencies = latencies;
        this.clock = clock;
        this.events = events;
    }

    /// Takes a batch in.
    ///
    /// @return false when it was there before
    boolean receive(String environment, OutcomeBatch batch) {
        Instant receivedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<Evidence> stored = transaction.execute(status -> {
            var evidence = new BatchEvidence(
                    batch, receivedAt, windows.of(environment, batch), windows.knownFlags(environment));
            boolean first = table.insertBatch(environment, batch, receivedAt, evidence.unattributed());
            return first ? store(environment, receivedAt, evidence) : null;
        });
        if (stored != null && !stored.isEmpty()) {
            events.publishEvent(new EvidenceReceived());
        }
        return stored != null;
    }

    private List<Evidence> store(String environment, Instant receivedAt, BatchEvidence evidence) {
        evidence.countFailures(table.insertFailedUnits(evidence.failures()));
        evidence.countTrials(table.insertTrials(evidence.trials()));
        List<Evidence> all = evidence.evidence();
        table.insertEvidence(all);
        latencies.insert(environment, receivedAt, evidence.latencies());
        return all;
    }
}
