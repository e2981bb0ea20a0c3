// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.ingest;

import dev.evenkeel.core.wire.OutcomeBatch;
import dev.evenkeel.core.wire.OutcomeSummary;
import dev.evenkeel.core.wire.SplitKey;
import dev.evenkeel.core.wire.UnjudgedRollout;
import dev.evenkeel.server.rollouts.evidence.EvidenceTable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/// Which rollouts have outcomes that nobody takes, so that those who send them hear of it: the guard takes
/// what has arrived with each decision, every second. Asks the database every five seconds at most.
/// Thread-safe.
@Component
class Unjudged {
    private static final Duration KEPT = Duration.ofSeconds(5);
    private static final Duration WORTH_TELLING = Duration.ofSeconds(10);

    private final EvidenceTable evidence;
    private final Clock clock;
    private volatile Known known = new Known(Instant.MIN, Map.of());

    Unjudged(EvidenceTable evidence, Clock clock) {
        this.evidence = evidence;
        this.clock = clock;
    }

    /// @param oldest when the oldest outcome arrived that waits, by rollout
    private record Known(Instant at, Map<String, Instant> oldest) {}

    /// Those of the rollouts of a batch whose outcomes have waited for ten seconds or longer.
    List<UnjudgedRollout> of(OutcomeBatch batch) {
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
                .map(rollout -> new UnjudgedRollout(rollout, seconds(oldest.getOrDefault(rollout, now), now)))
                .filter(one -> one.seconds() >= WORTH_TELLING.toSeconds())
                .toList();
    }

    private static long seconds(Instant since, Instant now) {
        return Math.max(0, Duration.between(since, now).toSeconds());
    }

    private Map<String, Instant> oldest(Instant now) {
        Known last = known;
        if (now.isBefore(last.at) || !now.isBefore(last.at.plus(KEPT))) {
            last = new Known(now, evidence.oldestByRollout());
            known = last;
        }
        return last.oldest;
    }
}
