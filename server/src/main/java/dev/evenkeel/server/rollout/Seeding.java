// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollout;

import dev.evenkeel.server.telemetry.Outcomes;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/// The time before the first step: nobody is on the candidate, and control's latencies are gathered until there are
/// enough to compare with. Runs in the caller's transaction, under the lock of the rollout.
@Component
class Seeding {
    /* Control's latencies of the last day, from before the rollout and since. */
    static final Duration AGE = Duration.ofHours(24);

    private final Outcomes outcomes;
    private final StateTable states;
    private final Moves moves;

    Seeding(Outcomes outcomes, StateTable states, Moves moves) {
        this.outcomes = outcomes;
        this.states = states;
        this.moves = moves;
    }

    /// Counts, and starts the first step when there are enough.
    Rollout look(Rollout rollout, Instant now) {
        return moves.abortIfDisabled(rollout, now).orElseGet(() -> lookAtEnabled(rollout, now));
    }

    private Rollout lookAtEnabled(Rollout rollout, Instant now) {
        long samples = outcomes.latencySamples(rollout.controlKey(), now.minus(AGE));
        Rollout seeded = rollout.seeded(samples);
        if (samples < rollout.plan().seedSamples()) {
            return seeded;
        }
        var seed = outcomes.newestLatencies(
                rollout.controlKey(), now.minus(AGE), rollout.plan().seedSamples());
        states.saveSeed(rollout.id(), seed);
        states.save(rollout.id(), Judging.begin(rollout.plan(), seed, now));
        return moves.make(seeded, Move.start(seeded, now), Moves.GUARD);
    }
}
