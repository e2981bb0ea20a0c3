// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import dev.evenkeel.engine.incident.FailureOnsetEstimator;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Read access to the harm caused by rolled-back candidates, computed from stored counts. Thread-safe.
@Component
public class RollbackHarmTimeQueries {
    private final RolloutTickRepository ticks;
    private final RolloutDecisionRepository decisions;

    RollbackHarmTimeQueries(RolloutTickRepository ticks, RolloutDecisionRepository decisions) {
        this.ticks = ticks;
        this.decisions = decisions;
    }

    /// The time during which a candidate caused failures.
    ///
    /// @param from when the first failure ended that control's rate does not explain; null when there was none
    ///     or its counts have been deleted
    /// @param to when the last exposed process was back on control, as far as known; null when unknown
    public record HarmTimeSpan(
            @Nullable Instant from, @Nullable Instant to) {}

    /// Returns the harm ended by a rollback.
    public HarmTimeSpan computeHarm(String rollout, RolloutDecision rollback) {
        List<FailureOnsetEstimator.Sample> samples = ticks.listFailureSamples(rollout);
        Optional<Instant> from = FailureOnsetEstimator.estimate(samples);
        Stream<Instant> failuresAfter = samples.stream()
                .flatMap(sample -> Stream.ofNullable(sample.failedFrom()))
                .filter(failed -> from.isPresent() && failed.isAfter(rollback.at()));
        Optional<Instant> to = Stream.of(
                        Stream.ofNullable(rollback.activeEverywhereAt()),
                        decisions.findLastRolledBackAt(rollout, rollback.revision()).stream(),
                        failuresAfter)
                .flatMap(instants -> instants)
                .max(Instant::compareTo);
        return new HarmTimeSpan(from.orElse(null), to.orElse(null));
    }
}
