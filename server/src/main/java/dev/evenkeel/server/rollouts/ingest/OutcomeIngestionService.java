// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.ingest;

import dev.evenkeel.core.wire.BreakerTrip;
import dev.evenkeel.core.wire.OutcomeBatch;
import dev.evenkeel.server.flags.delivery.BreakerTripsReportedEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// The service that accepts batches: it stores them in the database, or appends them to the log. A batch is accepted
/// when it cannot be lost any more; it counts once.
///
/// Without a log, batches that arrive within a few milliseconds share one transaction, and each sender gets the answer
/// after the commit. A batch that the database refuses fails alone: its group is rolled back, and each batch is stored
/// on its own. Thread-safe.
@Component
class OutcomeIngestionService implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(OutcomeIngestionService.class);
    private static final GroupingQueue.GroupLimits<ReceivedBatch> GROUP = new GroupingQueue.GroupLimits<>(
            Duration.ofMillis(20), 200, ReceivedBatch.WHOLE_GROUP, ReceivedBatch::shareOfGroup, ReceivedBatch::key);
    /* While one commits, the other collects. */
    private static final int THREADS = 2;
    private static final int MAX_KNOWN_TRIPS = 10_000;

    private final BatchLog log;
    private final BatchGroupStore store;
    private final Clock clock;
    private final GroupingQueue<ReceivedBatch, IngestResult> queue;
    private volatile boolean running;
    private final Set<KnownTrip> knownTrips =
            Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<>() {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<KnownTrip, Boolean> eldest) {
                    return size() > MAX_KNOWN_TRIPS;
                }
            }));

    OutcomeIngestionService(BatchLog log, BatchGroupStore store, Clock clock, LongSupplier nanoTicker) {
        this.log = log;
        this.store = store;
        this.clock = clock;
        this.queue = new GroupingQueue<>(GROUP, this::storeGroup, nanoTicker);
    }

    /// Accepts a batch. The guard sees tripped circuit breakers immediately, also when the batch is appended to the
    /// log.
    ///
    /// @param encoded the batch as JSON, for the log
    /// @return number of calls of unknown rollouts, revisions or flags, 0 when the batch is appended to the log;
    ///     empty for a known duplicate
    /// @throws RuntimeException when the batch was not accepted
    OptionalLong ingest(String environment, OutcomeBatch batch, Supplier<byte[]> encoded, BatchSender sender) {
        var received =
                new ReceivedBatch(environment, batch, sender, clock.instant().truncatedTo(ChronoUnit.MICROS));
        if (!log.isEnabled()) {
            return queue.submit(received).get();
        }
        storeNewTrips(environment, batch.trips());
        log.append(received, encoded.get());
        return OptionalLong.of(0);
    }

    private List<IngestResult> storeGroup(List<ReceivedBatch> group) {
        try {
            return store.store(group, () -> {});
        } catch (RuntimeException e) {
            if (group.size() == 1 || BatchGroupStore.isDatabaseUnavailable(e)) {
                throw e;
            }
            LOG.warn("A batch prevents {} others from being stored; each is stored on its own", group.size() - 1, e);
            return group.stream().map(this::storeAlone).toList();
        }
    }

    private IngestResult storeAlone(ReceivedBatch received) {
        try {
            return store.store(List.of(received), () -> {}).getFirst();
        } catch (RuntimeException e) {
            return IngestResult.rejected(e);
        }
    }

    /*
     * A process repeats its trips in every batch. While the database does not answer, the guard cannot decide anyway;
     * the batch contains the trips.
     */
    private void storeNewTrips(String environment, List<BreakerTrip> trips) {
        List<BreakerTrip> unknown = trips.stream()
                .filter(trip -> !knownTrips.contains(new KnownTrip(environment, trip)))
                .toList();
        if (unknown.isEmpty()) {
            return;
        }
        try {
            store.storeTrips(environment, unknown);
            unknown.forEach(trip -> knownTrips.add(new KnownTrip(environment, trip)));
        } catch (RuntimeException e) {
            if (!BatchGroupStore.isDatabaseUnavailable(e)) {
                throw e;
            }
        }
    }

    private record KnownTrip(String environment, BreakerTrip trip) {}

    /// Stores circuit breaker trips that arrived with an acknowledgement, in case no batch of the process arrives.
    @EventListener
    void onBreakerTripsReported(BreakerTripsReportedEvent reported) {
        store.storeTrips(reported.environment(), reported.trips());
    }

    @Override
    public void start() {
        running = true;
        queue.start("evenkeel-intake", THREADS);
    }

    @Override
    public void stop() {
        queue.stop();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /// Starts before the web server, and stops after it.
    @Override
    public int getPhase() {
        return 0;
    }
}
