// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.availability;

import dev.evenkeel.benchmarks.availability.CommitTimeRecorder.StoredBatch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The times of one batch that a server accepted.
///
/// @param sent start of the attempt that was accepted
/// @param stored when it was committed
/// @param decided when the last tick with its evidence was committed
record BatchTimes(Instant sent, Instant stored, Instant decided) {
    Duration untilStored() {
        return Duration.between(sent, stored);
    }

    Duration untilDecided() {
        return Duration.between(sent, decided);
    }

    /// Combines the times of batches. The evidence of a batch has the commit time of the batch, because one transaction
    /// stores both. Omits batches whose evidence is not used yet.
    ///
    /// @param sent start of the accepted attempts, by process, in the order of sequence numbers
    static List<BatchTimes> combine(
            Map<String, List<Instant>> sent, List<StoredBatch> stored, List<EvidenceGap> evidence) {
        Map<Instant, Instant> decisions = new HashMap<>();
        evidence.forEach(gap ->
                decisions.merge(gap.storedAt(), gap.decidedAt(), (one, other) -> one.isAfter(other) ? one : other));
        List<BatchTimes> times = new ArrayList<>();
        for (StoredBatch batch : stored) {
            List<Instant> attempts = sent.getOrDefault(batch.instance(), List.of());
            Instant decided = decisions.get(batch.at());
            if (decided != null && batch.sequence() <= attempts.size()) {
                times.add(new BatchTimes(attempts.get(Math.toIntExact(batch.sequence()) - 1), batch.at(), decided));
            }
        }
        return times;
    }
}
