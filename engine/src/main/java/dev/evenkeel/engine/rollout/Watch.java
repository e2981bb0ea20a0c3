// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

import dev.evenkeel.flag.Percent;
import dev.evenkeel.stats.LatencyReference;
import dev.evenkeel.stats.Mixture;
import dev.evenkeel.stats.Share;

/// One guardrail with its evidence in hand, while a tick is taken in or a ruling is made.
sealed interface Watch permits ErrorWatch {
    /// Name of the check.
    String name();

    /// Share of the rollback evidence.
    double weight();

    /// Evidence that the candidate is worse than tolerated, of the whole rollout.
    Mixture rollback();

    /// Evidence that it is better than the step's margin, of the step's revision.
    Mixture advance();

    /// Whether leaving a step of this exposure takes this proof.
    boolean asksForProof(Percent exposure);

    /// What has been shown once the proof is there: `failures at most 2 % of calls above control`.
    String margin();

    /// What a breach means: `it fails more often than control`.
    String harm();

    /// Takes a tick into the rollback evidence.
    ///
    /// @param share assigned share of the tick's revision
    /// @param reference control's latency in earlier ticks
    void watchForHarm(Share share, Tick tick, LatencyReference reference);

    /// Takes a tick into the advance evidence.
    ///
    /// @param share assigned share of the tick's revision
    /// @param reference control's latency in earlier ticks
    void gatherProof(Share share, Tick tick, LatencyReference reference);

    /// Logarithm of the advance evidence after some further candidate trials, if the candidate is as good as control.
    double forecast(Share share, long candidateTrials, GuardState state);
}
