// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.ingest;

import dev.evenkeel.core.wire.OutcomeBatch;
import dev.evenkeel.server.flags.delivery.BreakerTripsReportedEvent;
import dev.evenkeel.server.rollouts.evidence.EvidenceReceivedEvent;
import dev.evenkeel.server.rollouts.evidence.RolloutEvidenceEntry;
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

/// The service that stores batches, each in one transaction, so that it counts completely or not at all.
///
/// A duplicate batch changes nothing: its key is unique, and a concurrent duplicate waits for the first commit.
/// Units are always inserted in the same order, so concurrent batches never deadlock. Any number of servers may
/// store batches. Thread-safe.
@Component
class OutcomeIngestionService {
    private static final Logger LOG = LoggerFactory.getLogger(OutcomeIngestionService.class);

    private final IngestionTransactionTemplate transaction;
    private final RolloutExposureWindowResolver windows;
    private final BatchEvidenceWriter store;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    OutcomeIngestionService(
            IngestionTransactionTemplate transaction,
            RolloutExposureWindowResolver windows,
            BatchEvidenceWriter store,
            Clock clock,
            ApplicationEventPublisher events) {
        this.transaction = transaction;
        this.windows = windows;
        this.store = store;
        this.clock = clock;
        this.events = events;
    }

    /// Stores a batch.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.MalformedOrOverLimitException when the process sent its
    ///     first batch with another secret
    /// @return number of calls of unknown rollouts, revisions or flags; empty for a duplicate
    OptionalLong ingest(String environment, OutcomeBatch batch, BatchSender sender) {
        Instant receivedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        IngestResult stored = transaction.execute(status -> {
            var evidence = new BatchEvidenceCollector(
                    batch, receivedAt, windows.resolve(environment, batch), windows.knownFlags(environment));
            List<RolloutEvidenceEntry> all =
                    store.save(environment, new ReceivedBatch(batch, receivedAt, sender), evidence);
            return all == null ? null : new IngestResult(all, evidence.unattributed());
        });
        if (stored == null) {
            return OptionalLong.empty();
        }
        if (!(stored.evidence().isEmpty() && batch.trips().isEmpty())) {
            publishEvidenceReceived();
        }
        return OptionalLong.of(stored.unattributed());
    }

    /// Stores breaker trips that arrived with an acknowledgement, in case no batch of the process arrives.
    @EventListener
    void onBreakerTripsReported(BreakerTripsReportedEvent reported) {
        Instant receivedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        transaction.execute(status -> {
            store.saveTrips(reported.environment(), reported.trips(), receivedAt);
            return true;
        });
        publishEvidenceReceived();
    }

    private record IngestResult(List<RolloutEvidenceEntry> evidence, long unattributed) {}

    private void publishEvidenceReceived() {
        try {
            events.publishEvent(new EvidenceReceivedEvent());
        } catch (RuntimeException e) {
            LOG.warn("Evidence was stored, but a listener failed", e);
        }
    }
}
