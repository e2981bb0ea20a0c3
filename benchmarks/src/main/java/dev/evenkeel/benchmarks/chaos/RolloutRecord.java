// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.chaos;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// A rollout as it is stored.
///
/// @param bad whether its candidate was
/// @param status where it has ended
/// @param plan exposures of its steps, in basis points
/// @param exposures that were set, by revision
/// @param decisions in their order
/// @param calls by its own sum
/// @param ticks what they are in sum
/// @param replay empty when it was the same bit for bit, else how it differs
record RolloutRecord(
        String id,
        String environment,
        String flag,
        boolean bad,
        String status,
        List<Integer> plan,
        Map<Long, ExposureStep> exposures,
        List<Decision> decisions,
        long calls,
        TickTotals ticks,
        List<String> replay) {
    private static final Set<String> MOVING = Set.of("START", "ADVANCE", "STEP_BACK", "ROLL_BACK", "ABORT");

    RolloutRecord {
        plan = List.copyOf(plan);
        exposures = Map.copyOf(exposures);
        decisions = List.copyOf(decisions);
        replay = List.copyOf(replay);
    }

    /// @param share in basis points
    record ExposureStep(int step, int share) {}

    /// @param exposure after it, in basis points
    /// @param tick number of the last tick then
    record Decision(
            long number, String kind, int fromStep, int toStep, int exposure, long revision, long tick, String reason) {
        /// Whether it sets an exposure.
        boolean moves() {
            return MOVING.contains(kind);
        }

        /// Whether it puts everybody back.
        boolean endsExposure() {
            return kind.equals("ROLL_BACK") || kind.equals("ABORT");
        }
    }

    /// @param number how many
    /// @param last highest number
    /// @param calls in all of them
    record TickTotals(long number, long last, long calls) {}

    /// Its last decision, in words.
    String ending() {
        return decisions.isEmpty()
                ? "no decision"
                : decisions.getLast().kind() + ": " + decisions.getLast().reason();
    }

    String name() {
        return id + " of " + flag;
    }
}
