// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.ingest;

import dev.evenkeel.core.wire.OutcomeBatch;
import dev.evenkeel.server.flags.delivery.BreakerTripsReportedEvent;
import dev.evenkeel.server.rollouts.evidence.EvidenceReceivedEvent;
import dev.evenkeel.server.rollouts.evidence.RolloutEvidence;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// The way of a batch into the database: one transaction, so that it counts wholly or not at all.
///
/// A batch that was taken in before changes nothing: its name is unique, and whoever comes second waits for the
/// first one's commit. Units are inserted in one order everywhere, so concurrent batches never deadlock. Any
/// number of servers may take in batches. Thread-safe.
@Component
class OutcomeIngestionService {
    private static final Logger LOG = LoggerFactory.getLogger(OutcomeIngestionService.class);

    private final IngestionTransactionTemplate transaction;
    private final EvidenceWindowResolver windows;
    private final BatchEvidenceWriter store;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    OutcomeIngestionService(
            IngestionTransactionTemplate transaction,
            EvidenceWindowResolver windows,
            BatchEvidenceWriter store,
            Clock clock,
            ApplicationEventPublisher events) {
        this.transaction = transaction;
        this.windows = windows;
        this.store = store;
        this.clock = clock;
        this.events = events;
    }

    /// Takes a batch in.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.RequestRefusedException when the process sent its first
    ///     batch with another secret
    /// @return its calls of rollouts, revisions or flags that nobody knows; empty when it was there before
    OptionalLong receive(String environment, OutcomeBatch batch, BatchSender sender) {
        Instant receivedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        IngestResult stored = transaction.execute(status -> {
            var evidence = new BatchEvidenceCollector(
                    batch, receivedAt, windows.of(environment, batch), windows.knownFlags(environment));
            List<RolloutEvidence> all =
                    store.store(environment, new ReceivedBatch(batch, receivedAt, sender), evidence);
            return all == null ? null : new IngestResult(all, evidence.unattributed());
        });
        if (stored == null) {
            return OptionalLong.empty();
        }
        if (!(stored.evidence().isEmpty() && batch.trips().isEmpty())) {
            tell();
        }
        return OptionalLong.of(stored.unattributed());
    }

    /// Stores breaker trips that came with an acknowledgement: batches of the process may not arrive.
    @EventListener
    void receive(BreakerTripsReportedEvent reported) {
        Instant receivedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        transaction.execute(status -> {
            store.storeTrips(reported.environment(), reported.trips(), receivedAt);
            return true;
        });
        tell();
    }

    private record IngestResult(List<RolloutEvidence> evidence, long unattributed) {}

    private void tell() {
        try {
            events.publishEvent(new EvidenceReceivedEvent());
        } catch (RuntimeException e) {
            LOG.warn("Evidence was stored, and somebody who was told of it failed", e);
        }
    }
}
