// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.delivery;

import dev.evenkeel.core.flag.Evaluation;
import dev.evenkeel.core.flag.FlagSnapshot;
import dev.evenkeel.core.flag.split.ExperimentSplit;
import dev.evenkeel.core.flag.split.RolloutSplit;
import dev.evenkeel.core.flag.split.RunningSplit;
import dev.evenkeel.sdk.internal.tracking.SplitWithPseudonymizationSalt;
import dev.evenkeel.sdk.internal.tracking.TrackedExperiment;
import dev.evenkeel.sdk.internal.tracking.TrackedSplit;
import dev.evenkeel.sdk.internal.tracking.TrippedBreakerRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The active flags, with the rollouts and experiments that run on them. Immutable.
///
/// @param loaded whether flags were ever loaded
/// @param rollouts rollouts by flag key
/// @param experiments experiments by flag key
/// @param overridden evaluations of the override file, by flag key
/// @param direct the snapshot, if its evaluations can be returned unchanged: the flags are loaded, and
///     neither an override nor an experiment applies to any; null otherwise
public record ActiveFlags(
        FlagSnapshot snapshot,
        boolean loaded,
        Map<String, TrackedSplit> rollouts,
        Map<String, TrackedExperiment> experiments,
        Map<String, Evaluation> overridden,
        @Nullable FlagSnapshot direct) {
    static final ActiveFlags NONE = of(FlagSnapshot.EMPTY, false, Map.of(), Map.of(), Map.of());

    private static ActiveFlags of(
            FlagSnapshot snapshot,
            boolean loaded,
            Map<String, TrackedSplit> rollouts,
            Map<String, TrackedExperiment> experiments,
            Map<String, Evaluation> overridden) {
        boolean direct = loaded && experiments.isEmpty() && overridden.isEmpty();
        return new ActiveFlags(snapshot, loaded, rollouts, experiments, overridden, direct ? snapshot : null);
    }

    /// Whether any rollout or experiment is active.
    public boolean hasRolloutsOrExperiments() {
        return !rollouts.isEmpty() || !experiments.isEmpty();
    }

    /// Returns the same flags with other overrides.
    ActiveFlags withOverrides(Map<String, Evaluation> evaluations) {
        return of(snapshot, loaded, rollouts, experiments, evaluations);
    }

    /// Returns the state after a change of flags.
    ///
    /// @param overridden evaluations of the override file, by flag key
    /// @param trips tripped breakers
    ActiveFlags advanceTo(
            FlagSnapshot snapshot,
            Map<String, Evaluation> overridden,
            TrippedBreakerRegistry trips,
            LongSupplier nanoTicker) {
        Map<String, TrackedSplit> tracked = new HashMap<>();
        Map<String, TrackedExperiment> studied = new HashMap<>();
        for (String flag : snapshot.flagKeys()) {
            RunningSplit running = snapshot.findSplit(flag);
            if (running instanceof RolloutSplit split) {
                tracked.put(
                        flag,
                        TrackedSplit.of(
                                flag,
                                new SplitWithPseudonymizationSalt(split, snapshot.findSalt(flag)),
                                rollouts.get(flag),
                                trips,
                                nanoTicker));
            } else if (running instanceof ExperimentSplit split) {
                studied.put(flag, TrackedExperiment.of(split, snapshot.findSalt(flag), experiments.get(flag)));
            }
        }
        return of(snapshot, true, Map.copyOf(tracked), Map.copyOf(studied), overridden);
    }
}
