// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal;

import dev.evenkeel.flag.ExperimentSplit;
import dev.evenkeel.flag.FlagSnapshot;
import dev.evenkeel.flag.RolloutSplit;
import dev.evenkeel.flag.RunningSplit;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/// The flags in force, with the rollouts and experiments that run on them. Immutable.
///
/// @param loaded whether the flags were ever loaded
/// @param rollouts by flag key
/// @param experiments by flag key
record ActiveFlags(
        FlagSnapshot snapshot,
        boolean loaded,
        Map<String, TrackedSplit> rollouts,
        Map<String, TrackedExperiment> experiments) {
    static final ActiveFlags NONE = new ActiveFlags(FlagSnapshot.EMPTY, false, Map.of(), Map.of());

    /// Whether some rollout or experiment waits for what this process sees.
    boolean isWatched() {
        return !rollouts.isEmpty() || !experiments.isEmpty();
    }

    /// The flags that follow these.
    ///
    /// @param trips breakers that tripped
    ActiveFlags next(FlagSnapshot snapshot, Trips trips, LongSupplier nanoTicker) {
        Map<String, TrackedSplit> tracked = new HashMap<>();
        Map<String, TrackedExperiment> studied = new HashMap<>();
        for (String flag : snapshot.flagKeys()) {
            RunningSplit running = snapshot.running(flag);
            if (running instanceof RolloutSplit split) {
                tracked.put(
                        flag,
                        TrackedSplit.of(
                                flag,
                                new SaltedSplit(split, snapshot.salt(flag)),
                                rollouts.get(flag),
                                trips,
                                nanoTicker));
            } else if (running instanceof ExperimentSplit split) {
                studied.put(flag, TrackedExperiment.of(split, snapshot.salt(flag), experiments.get(flag)));
            }
        }
        return new ActiveFlags(snapshot, true, Map.copyOf(tracked), Map.copyOf(studied));
    }
}
