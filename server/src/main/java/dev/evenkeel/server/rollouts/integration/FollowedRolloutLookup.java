// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.integration;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutService;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Finds the rollout that a tool follows. Thread-safe.
@Component
class FollowedRolloutLookup {
    private final RolloutService rollouts;
    private final Clock clock;

    FollowedRolloutLookup(RolloutService rollouts, Clock clock) {
        this.rollouts = rollouts;
        this.clock = clock;
    }

    /// What a tool asks about.
    ///
    /// @param environment where the flag is
    /// @param flag key of the flag
    /// @param rollout its id; null for the flag's newest
    /// @param exposure that it asks about
    /// @param within how long ago the newest may have ended, so that the end of an older one says nothing of a
    ///     new deployment
    record AnalysisRequest(
            String environment, String flag, @Nullable String rollout, Percent exposure, Duration within) {}

    /// The rollout; empty when there is none of the flag, or its newest ended too long ago.
    Optional<Rollout> find(AnalysisRequest question) {
        String id = question.rollout();
        if (id != null) {
            return rollouts.find(id)
                    .filter(rollout -> rollout.flag().equals(question.flag())
                            && rollout.environment().equals(question.environment()));
        }
        Instant oldest = clock.instant().minus(question.within());
        return rollouts.findNewest(question.environment(), question.flag())
                .filter(rollout -> rollout.position().endedAt() == null
                        || rollout.position().endedAt().isAfter(oldest));
    }

    /// What it says.
    RolloutRecommendation advice(Rollout rollout, Percent asked) {
        return RolloutRecommendation.of(rollout, rollouts.decisions(rollout), asked);
    }

    /// That there is none.
    static String missing(AnalysisRequest question) {
        return question.rollout() == null
                ? "No rollout of flag " + question.flag() + " in environment " + question.environment()
                        + " runs, or has ended within " + question.within() + "."
                : "There is no rollout " + question.rollout() + " of flag " + question.flag() + " in environment "
                        + question.environment() + ".";
    }
}
