// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import dev.evenkeel.engine.incident.FailureOnsetEstimator;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Finds how long candidates hurt that were rolled back, from what was counted. Thread-safe.
@Component
public class RollbackHarmQueries {
    private final RolloutTickRepository ticks;
    private final RolloutDecisionRepository decisions;

    RollbackHarmQueries(RolloutTickRepository ticks, RolloutDecisionRepository decisions) {
        this.ticks = ticks;
        this.decisions = decisions;
    }

    /// How long a candidate hurt.
    ///
    /// @param from when the first failure ended that control's rate does not explain; null when there was none,
    ///     and when counts are no longer kept
    /// @param to when the last process that was exposed was back on control, as far as is known by now; null
    ///     when nothing is
    public record Harm(@Nullable Instant from, @Nullable Instant to) {}

    /// The harm that a rollback ended.
    public Harm of(String rollout, RolloutDecision rollback) {
        List<FailureOnsetEstimator.Sample> samples = ticks.failures(rollout);
        Optional<Instant> from = FailureOnsetEstimator.of(samples);
        Stream<Instant> failuresAfter = samples.stream()
                .flatMap(sample -> Stream.ofNullable(sample.failedFrom()))
                .filter(failed -> from.isPresent() && failed.isAfter(rollback.at()));
        Optional<Instant> to = Stream.of(
                        Stream.ofNullable(rollback.activeEverywhereAt()),
                        decisions.findLastBack(rollout, rollback.revision()).stream(),
                        failuresAfter)
                .flatMap(instants -> instants)
                .max(Instant::compareTo);
        return new Harm(from.orElse(null), to.orElse(null));
    }
}
