// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.integration;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutQueries;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// A lookup of the rollout that a delivery tool follows. Thread-safe.
@Component
class FollowedRolloutLookup {
    private final RolloutQueries rollouts;
    private final Clock clock;

    FollowedRolloutLookup(RolloutQueries rollouts, Clock clock) {
        this.rollouts = rollouts;
        this.clock = clock;
    }

    /// An analysis request of a delivery tool.
    ///
    /// @param environment environment of the flag
    /// @param flag key of the flag
    /// @param rollout id of the rollout; null for the flag's newest
    /// @param exposure exposure to evaluate
    /// @param maxAge how long ago the newest rollout may have ended, so that the end of an older one does not
    ///     affect a new deployment
    record AnalysisRequest(
            String environment, String flag, @Nullable String rollout, Percent exposure, Duration maxAge) {}

    /// Returns the rollout; empty when the flag has none, or its newest ended too long ago.
    Optional<Rollout> find(AnalysisRequest analysisRequest) {
        String id = analysisRequest.rollout();
        if (id != null) {
            return rollouts.find(id)
                    .filter(rollout -> rollout.flag().equals(analysisRequest.flag())
                            && rollout.environment().equals(analysisRequest.environment()));
        }
        Instant oldest = clock.instant().minus(analysisRequest.maxAge());
        return rollouts.findNewestByFlag(analysisRequest.environment(), analysisRequest.flag())
                .filter(rollout -> rollout.position().endedAt() == null
                        || rollout.position().endedAt().isAfter(oldest));
    }

    /// Returns the recommendation of a rollout.
    RolloutRecommendation recommend(Rollout rollout, Percent percent) {
        return RolloutRecommendation.of(rollout, rollouts.listDecisions(rollout), percent);
    }

    /// Formats the reason why no rollout was found.
    static String missingMessage(AnalysisRequest analysisRequest) {
        return analysisRequest.rollout() == null
                ? "Flag " + analysisRequest.flag() + " in environment " + analysisRequest.environment()
                        + " has no running rollout, and none that ended within " + analysisRequest.maxAge() + "."
                : "Flag " + analysisRequest.flag() + " in environment " + analysisRequest.environment()
                        + " has no rollout " + analysisRequest.rollout() + ".";
    }
}
