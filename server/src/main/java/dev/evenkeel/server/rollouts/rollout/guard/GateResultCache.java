// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import dev.evenkeel.engine.gate.GateEvaluation;
import dev.evenkeel.engine.rollout.CombinedRolloutGateStatus;
import dev.evenkeel.server.flags.flag.DatabaseLostRevision;
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

/// A cache of the last gate results of each rollout. The guard reads results only from here, so a slow or
/// hanging gate never delays it. Results that are not renewed in time are treated as closed. Thread-safe.
@Component
public class GateResultCache {
    /* Ten times the interval between evaluations. */
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

    private record CachedReport(GateEvaluation evaluation, Instant at) {
        boolean isWithin(Duration age, Instant now) {
            return Duration.between(at, now).abs().compareTo(age) <= 0;
        }
    }

    /// Evaluates all gates for a rollout and caches the results.
    GateEvaluation refresh(Rollout rollout) {
        Instant now = clock.instant();
        GateEvaluation evaluation = gates.evaluate(rollout.toGateContext(), now);
        said.put(rollout.id(), new CachedReport(evaluation, now));
        return evaluation;
    }

    /// Returns the cached status. Closed while the database lacks revisions that SDKs already have.
    CombinedRolloutGateStatus getStatus(Rollout rollout) {
        Optional<DatabaseLostRevision> missing = lost.find(rollout.environment());
        if (missing.isPresent()) {
            return new CombinedRolloutGateStatus(
                    CombinedRolloutGateStatus.Standing.CLOSED, missing.get().message());
        }
        CachedReport last = said.get(rollout.id());
        if (last == null) {
            return CombinedRolloutGateStatus.NOT_EVALUATED;
        }
        return last.isWithin(GOOD_FOR, clock.instant())
                ? CombinedRolloutGateStatus.of(last.evaluation())
                : new CombinedRolloutGateStatus(
                        CombinedRolloutGateStatus.Standing.CLOSED,
                        "the gates were last evaluated at " + last.at().truncatedTo(ChronoUnit.SECONDS)
                                + ", and a result is valid for " + GOOD_FOR.toSeconds() + " s");
    }

    /// Returns the last result of each gate; empty when the gates have not been evaluated or the rollout has
    /// ended.
    public Optional<GateEvaluation> findEvaluation(String rollout) {
        return Optional.ofNullable(said.get(rollout)).map(CachedReport::evaluation);
    }

    /// Returns the last result of each gate if it is at most two seconds old.
    Optional<GateEvaluation> findFreshEvaluation(String rollout) {
        Instant now = clock.instant();
        return Optional.ofNullable(said.get(rollout))
                .filter(last -> last.isWithin(YOUNG, now))
                .map(CachedReport::evaluation);
    }

    /// Removes all rollouts but the given ones.
    void retainOnly(Collection<String> rollouts) {
        said.keySet().retainAll(rollouts);
    }
}
