// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.ingest;

import dev.evenkeel.core.wire.OutcomeBatch;
import java.time.Instant;

/// A batch with its environment and its sender.
///
/// @param receivedAt time of arrival at the first server that received it
public record ReceivedBatch(String environment, OutcomeBatch batch, BatchSender sender, Instant receivedAt) {
    /// The sum of the shares of a group.
    public static final long WHOLE_GROUP = 1_000_000;

    private static final long MAX_ROWS = 20_000;
    /* Breaker trips and shadow differences need statements of their own, which take as long as about 20 rows. */
    private static final long ROWS_PER_STATEMENT = 20;

    /// The identity of a batch; a batch that is sent again has the same.
    public record Key(String environment, String instance, long sequence) {}

    /// Returns the share of a group that it takes, in millionths: of the calls that a group may report, which are those
    /// of one batch, or of the rows that PostgreSQL stores within half a second. It is more than a million for a
    /// batch that exceeds them alone.
    public long shareOfGroup() {
        long ofCalls = batch.calls() * WHOLE_GROUP / OutcomeBatch.MAX_CALLS;
        return Math.max(ofCalls, countRows() * WHOLE_GROUP / MAX_ROWS);
    }

    private long countRows() {
        long ofSplits = batch.summaries().stream()
                .mapToLong(one -> (long) one.trials().size()
                        + one.begun().size()
                        + one.failedUnits().size()
                        + one.metrics().stream()
                                .mapToLong(metric -> metric.units().size())
                                .sum())
                .sum();
        long ofExperiments = batch.experiments().stream()
                .mapToLong(one -> one.exposures().stream()
                                .mapToLong(variant -> variant.units().size())
                                .sum()
                        + one.outcomes().stream()
                                .mapToLong(metric -> metric.units().size())
                                .sum())
                .sum();
        long ofReports = (batch.trips().size() + 2L * batch.differences().size()) * ROWS_PER_STATEMENT;
        return ofSplits + ofExperiments + ofReports;
    }

    /// Returns its identity.
    public Key key() {
        return new Key(environment, batch.instance(), batch.sequence());
    }
}
