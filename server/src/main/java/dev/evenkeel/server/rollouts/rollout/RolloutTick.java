// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.rollout.GuardDecisionInputs;
import dev.evenkeel.engine.rollout.TickEvidenceStrength;
import dev.evenkeel.engine.rollout.evidence.EvidenceTick;
import dev.evenkeel.engine.rollout.evidence.VariantMetricTickEvidence;
import dev.evenkeel.engine.rollout.evidence.VariantTickEvidence;
import dev.evenkeel.server.rollouts.evidence.VariantCounts;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The outcomes at one exposure of a rollout since the previous tick, as stored.
///
/// @param number 1, 2, 3 ... within the rollout
/// @param at when it was closed
/// @param revision flag revision under which the calls were evaluated
/// @param step 0-based index of the step whose exposure that revision set
/// @param exposure share of units on the candidate under that revision
/// @param late whether a newer revision had been set when it was closed
/// @param firstFailureAt when the earliest candidate call ended that was the first of its unit to fail, or to
///     have an event of a metric; null when there was none
/// @param control outcomes of control
/// @param candidate outcomes of the candidate
/// @param evaluation result of the guard's evaluation; null while the baseline is collected and after the end
public record RolloutTick(
        long number,
        Instant at,
        long revision,
        int step,
        Percent exposure,
        boolean late,
        @Nullable Instant firstFailureAt,
        VariantCounts control,
        VariantCounts candidate,
        @Nullable Evaluation evaluation) {

    /// The guard's evaluation of a tick.
    ///
    /// @param progress facts besides the evidence
    /// @param evidence strength of the evidence after the tick
    /// @param stateDigest SHA-256 of the guard's state after the tick, in hexadecimal
    public record Evaluation(GuardDecisionInputs progress, TickEvidenceStrength evidence, String stateDigest) {}

    /// The number of calls in a tick.
    ///
    /// @param control calls of control
    /// @param candidate calls of the candidate
    public record Calls(Instant at, long revision, boolean late, long control, long candidate) {
        /// Returns the calls of both variants.
        public long total() {
            return control + candidate;
        }
    }

    public RolloutTick withEvaluation(Evaluation evaluation) {
        return new RolloutTick(
                number, at, revision, step, exposure, late, firstFailureAt, control, candidate, evaluation);
    }

    /// Converts the tick to the input of the decision logic.
    public EvidenceTick toEvidenceTick() {
        return new EvidenceTick(number, revision, step, exposure, late, evidence(control), evidence(candidate));
    }

    private static VariantTickEvidence evidence(VariantCounts counts) {
        Map<String, VariantMetricTickEvidence> metrics = new HashMap<>();
        counts.metrics()
                .forEach((name, metric) -> metrics.put(
                        name,
                        new VariantMetricTickEvidence(
                                metric.events(), metric.units(), metric.scored(), metric.score())));
        return new VariantTickEvidence(
                counts.calls(),
                counts.failures(),
                counts.failedUnits(),
                counts.trials(),
                counts.failedTrials(),
                counts.repeatUnits(),
                counts.startedUnits(),
                counts.trialLatency().countsByBin(),
                metrics);
    }
}
