// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.rollout.RolloutProgress;
import dev.evenkeel.engine.rollout.evidence.EvidenceTick;
import dev.evenkeel.engine.rollout.evidence.MetricEvidence;
import dev.evenkeel.engine.rollout.evidence.VariantEvidence;
import dev.evenkeel.server.rollouts.evidence.VariantCounts;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What arrived about one exposure of a rollout since the guard last looked, as stored.
///
/// @param number 1, 2, 3 ... within the rollout
/// @param at when it was closed
/// @param revision flag revision under which the calls were evaluated
/// @param step 0-based index of the step whose exposure that revision set
/// @param exposure share of units on the candidate under that revision
/// @param late whether a newer revision was set by then
/// @param failedFrom when the earliest candidate call had ended that was the first of its unit to fail,
///     or to have an event of a metric; null when none
/// @param control what control did
/// @param candidate what the candidate did
/// @param judgement what the guard made of it; null while seeding and after the end
public record RolloutTick(
        long number,
        Instant at,
        long revision,
        int step,
        Percent exposure,
        boolean late,
        @Nullable Instant failedFrom,
        VariantCounts control,
        VariantCounts candidate,
        @Nullable Evaluation judgement) {

    /// What the guard made of a tick.
    ///
    /// @param progress what the clock knew
    /// @param evidence how strong the evidence was after it
    /// @param stateDigest SHA-256 of the guard's state after it, in hexadecimal
    public record Evaluation(RolloutProgress progress, TickEvidenceSummary evidence, String stateDigest) {}

    /// How many calls a tick counted.
    ///
    /// @param control of control
    /// @param candidate of the candidate
    public record Calls(Instant at, long revision, boolean late, long control, long candidate) {
        /// Of both variants.
        public long all() {
            return control + candidate;
        }
    }

    public RolloutTick judged(Evaluation made) {
        return new RolloutTick(number, at, revision, step, exposure, late, failedFrom, control, candidate, made);
    }

    /// The tick as the guard sees it.
    public EvidenceTick asEvidence() {
        return new EvidenceTick(number, revision, step, exposure, late, evidence(control), evidence(candidate));
    }

    private static VariantEvidence evidence(VariantCounts counts) {
        Map<Integer, Long> trialLatency = new HashMap<>();
        counts.trialLatency().forEachBin(trialLatency::put);
        Map<String, MetricEvidence> metrics = new HashMap<>();
        counts.metrics()
                .forEach((name, metric) -> metrics.put(
                        name, new MetricEvidence(metric.events(), metric.units(), metric.scored(), metric.score())));
        return new VariantEvidence(
                counts.calls(),
                counts.failures(),
                counts.failedUnits(),
                counts.trials(),
                counts.failedTrials(),
                counts.heardAgain(),
                counts.begun(),
                trialLatency,
                metrics);
    }
}
