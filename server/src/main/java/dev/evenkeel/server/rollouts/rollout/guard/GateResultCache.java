// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import dev.evenkeel.engine.gate.GateEvaluation;
import dev.evenkeel.engine.rollout.RolloutGateStatus;
import dev.evenkeel.server.flags.flag.LostRevision;
import dev.evenkeel.server.flags.flag.LostRevisionRegistry;
import dev.evenkeel.server.gates.evaluation.GateEvaluationService;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/// What gates last said of each rollout. The guard reads it from memory, so that a gate which is slow
/// or hangs never delays it; an answer that is not renewed in time counts no more. Thread-safe.
@Component
public class GateResultCache {
    /* Ten times as long as it takes to ask again. */
    private static final Duration GOOD_FOR = Duration.ofSeconds(10);
    private static final Duration YOUNG = Duration.ofSeconds(2);

    private final GateEvaluationService gates;
    private final LostRevisionRegistry lost;
    private final Clock clock;
    private final Map<String, CachedReport> said = new ConcurrentHashMap<>();

    GateResultCache(GateEvaluationService gates, LostRevisionRegistry lost, Clock clock) {
        this.gates = gates;
        this.lost = lost;
        this.clock = clock;
    }

    private record CachedReport(GateEvaluation report, Instant at) {
        boolean isWithin(Duration age, Instant now) {
            return Duration.between(at, now).abs().compareTo(age) <= 0;
        }
    }

    /// Asks every gate about a rollout, and keeps what they say.
    GateEvaluation ask(Rollout rollout) {
        Instant now = clock.instant();
        GateEvaluation report = gates.report(rollout.change().asked(rollout), now);
        said.put(rollout.id(), new CachedReport(report, now));
        return report;
    }

    /// What is known now. While the database has lost revisions that SDKs have, nothing goes on.
    RolloutGateStatus find(Rollout rollout) {
        Optional<LostRevision> missing = lost.find(rollout.environment());
        if (missing.isPresent()) {
            return new RolloutGateStatus(
                    RolloutGateStatus.Standing.CLOSED, missing.get().words());
        }
        CachedReport last = said.get(rollout.id());
        if (last == null) {
            return RolloutGateStatus.UNASKED;
        }
        return last.isWithin(GOOD_FOR, clock.instant())
                ? RolloutGateStatus.of(last.report())
                : new RolloutGateStatus(
                        RolloutGateStatus.Standing.CLOSED,
                        "the gates were last asked at " + last.at().truncatedTo(ChronoUnit.SECONDS)
                                + ", and what they said counts for " + GOOD_FOR.toSeconds() + " s");
    }

    /// What every gate last said of a rollout; empty when nobody has asked, or it has ended.
    public Optional<GateEvaluation> findReport(String rollout) {
        return Optional.ofNullable(said.get(rollout)).map(CachedReport::report);
    }

    /// The same, unless it was said more than two seconds ago.
    Optional<GateEvaluation> findYoungReport(String rollout) {
        Instant now = clock.instant();
        return Optional.ofNullable(said.get(rollout))
                .filter(last -> last.isWithin(YOUNG, now))
                .map(CachedReport::report);
    }

    /// Forgets all others.
    void keep(Collection<String> rollouts) {
        said.keySet().retainAll(rollouts);
    }
}
