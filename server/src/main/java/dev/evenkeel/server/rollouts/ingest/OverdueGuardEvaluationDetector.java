// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.ingest;

import dev.evenkeel.core.wire.OutcomeBatch;
import dev.evenkeel.core.wire.OutcomeSummary;
import dev.evenkeel.core.wire.SplitKey;
import dev.evenkeel.core.wire.UnevaluatedRollout;
import dev.evenkeel.server.rollouts.evidence.EvidenceRepository;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/// A detector of rollouts whose outcomes are not being evaluated, for reporting them to the sending SDKs. The
/// guard normally processes pending evidence every second. Queries the database at most every five seconds.
/// Thread-safe.
@Component
class OverdueGuardEvaluationDetector {
    private static final Duration KEPT = Duration.ofSeconds(5);
    private static final Duration WORTH_TELLING = Duration.ofSeconds(10);

    private final EvidenceRepository evidence;
    private final Clock clock;
    private volatile CachedOldestEvidence known = new CachedOldestEvidence(Instant.MIN, Map.of());

    OverdueGuardEvaluationDetector(EvidenceRepository evidence, Clock clock) {
        this.evidence = evidence;
        this.clock = clock;
    }

    /// @param oldest when the oldest pending outcome arrived, by rollout
    private record CachedOldestEvidence(Instant at, Map<String, Instant> oldest) {}

    /// Returns the rollouts of a batch whose outcomes have been pending for at least ten seconds.
    List<UnevaluatedRollout> listUnevaluated(OutcomeBatch batch) {
        Instant now = clock.instant();
        Map<String, Instant> oldest = oldest(now);
        if (oldest.isEmpty()) {
            return List.of();
        }
        return batch.summaries().stream()
                .map(OutcomeSummary::split)
                .filter(Objects::nonNull)
                .map(SplitKey::rollout)
                .distinct()
                .map(rollout -> new UnevaluatedRollout(rollout, seconds(oldest.getOrDefault(rollout, now), now)))
                .filter(one -> one.seconds() >= WORTH_TELLING.toSeconds())
                .toList();
    }

    private static long seconds(Instant since, Instant now) {
        return Math.max(0, Duration.between(since, now).toSeconds());
    }

    private Map<String, Instant> oldest(Instant now) {
        CachedOldestEvidence last = known;
        if (now.isBefore(last.at) || !now.isBefore(last.at.plus(KEPT))) {
            last = new CachedOldestEvidence(now, evidence.findOldestByRollout());
            known = last;
        }
        return last.oldest;
    }
}
