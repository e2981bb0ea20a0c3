// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.ingest.kafka;

import dev.evenkeel.server.rollouts.ingest.ReceivedBatch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// The records that were read and wait to be stored together: those of one second, or as many as one transaction can
/// store in half a second. Not thread-safe.
final class PendingRecords {
    private static final Duration AGGREGATION = Duration.ofSeconds(1);
    private static final int MAX_RECORDS = 20_000;

    private final List<LogRecord> records = new ArrayList<>();
    private Instant since = Instant.MAX;
    private long share;

    /// Returns whether a record can be added; the first one always can.
    boolean hasPlaceFor(LogRecord one) {
        return records.isEmpty() || (records.size() < MAX_RECORDS && share + one.share() <= ReceivedBatch.WHOLE_GROUP);
    }

    void add(LogRecord one, Instant now) {
        if (records.isEmpty()) {
            since = now;
        }
        records.add(one);
        share += one.share();
    }

    /// Returns how long the records may wait; zero when they are due or the clock was set back, and the whole interval
    /// when there are none.
    Duration remaining(Instant now) {
        if (records.isEmpty()) {
            return AGGREGATION;
        }
        if (now.isBefore(since)) {
            return Duration.ZERO;
        }
        Duration rest = AGGREGATION.minus(Duration.between(since, now));
        return rest.isNegative() ? Duration.ZERO : rest;
    }

    boolean isEmpty() {
        return records.isEmpty();
    }

    int size() {
        return records.size();
    }

    /// Removes and returns all records.
    List<LogRecord> take() {
        List<LogRecord> taken = List.copyOf(records);
        clear();
        return taken;
    }

    /// Removes the records of partitions.
    void removePartitions(Collection<Integer> partitions) {
        records.removeIf(one -> partitions.contains(one.partition()));
        share = records.stream().mapToLong(LogRecord::share).sum();
    }

    void clear() {
        records.clear();
        share = 0;
    }
}
