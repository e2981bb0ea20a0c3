// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.evidence;

import dev.evenkeel.core.telemetry.MetricScoreScale;

/// What one variant did in one tick by one metric of the service's own: an event that a call may cause,
/// or a value that it has, scored from 0 to 1.
///
/// @param events how often it happened
/// @param units units in which it happened for the first time in the rollout, in whatever revision or
///     variant; at most as many as events
/// @param scored trials that have a value
/// @param score sum of their scores in millionths, 0..1,000,000 for each
public record MetricEvidence(long events, long units, long scored, long score) {
    /// Nothing seen.
    public static final MetricEvidence NONE = new MetricEvidence(0, 0, 0, 0);

    public MetricEvidence {
        if (events < 0 || units < 0 || units > events || scored < 0) {
            throw new IllegalArgumentException("counts must be zero or more, and units at most events, got events "
                    + events + ", units " + units + ", scored " + scored);
        }
        if (score < 0 || score > scored * MetricScoreScale.FULL) {
            throw new IllegalArgumentException("the score of " + scored + " trials must be 0 to "
                    + scored * MetricScoreScale.FULL + ", got " + score);
        }
    }

    /// The same with another tally behind it. Associative and commutative; [#NONE] changes nothing.
    public MetricEvidence plus(MetricEvidence more) {
        return new MetricEvidence(events + more.events, units + more.units, scored + more.scored, score + more.score);
    }

    /// Sum of the scores in whole ones.
    public double fullScores() {
        return score / (double) MetricScoreScale.FULL;
    }
}
