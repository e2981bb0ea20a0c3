// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.evidence;

import dev.evenkeel.core.telemetry.MetricScoreScale;

/// One variant's data of one custom metric in one tick: an event that a call may cause, or a value of a call,
/// scored from 0 to 1.
///
/// @param events number of events
/// @param units units that had the event for the first time in the rollout, in any revision or variant; at
///     most `events`
/// @param scored trials that have a value
/// @param score sum of their scores in millionths, 0..1,000,000 for each
public record VariantMetricTickEvidence(long events, long units, long scored, long score) {
    /// No data.
    public static final VariantMetricTickEvidence NONE = new VariantMetricTickEvidence(0, 0, 0, 0);

    public VariantMetricTickEvidence {
        if (events < 0 || units < 0 || units > events || scored < 0) {
            throw new IllegalArgumentException("counts must be zero or more, and units at most events, got events "
                    + events + ", units " + units + ", scored " + scored);
        }
        if (score < 0 || score > scored * MetricScoreScale.MAX_SCORE) {
            throw new IllegalArgumentException("the score of " + scored + " trials must be 0 to "
                    + scored * MetricScoreScale.MAX_SCORE + ", got " + score);
        }
    }

    /// Returns the sum of both. Associative and commutative, with [#NONE] as identity.
    public VariantMetricTickEvidence plus(VariantMetricTickEvidence more) {
        return new VariantMetricTickEvidence(
                events + more.events, units + more.units, scored + more.scored, score + more.score);
    }

    /// Returns the sum of the scores in units of 1.
    public double scoreSum() {
        return score / (double) MetricScoreScale.MAX_SCORE;
    }
}
