// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.chaos;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// A rollout as stored on the servers.
///
/// @param bad whether its candidate was faulty
/// @param status final status
/// @param plan exposures of its steps, in basis points
/// @param exposures exposures that were set, by revision
/// @param decisions in order
/// @param calls total number of calls as stored with the rollout
/// @param ticks totals of the ticks
/// @param replay empty when the replay was identical bit for bit, otherwise how it differs
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

    /// @param exposure exposure after the decision, in basis points
    /// @param tick number of the last tick at that time
    record Decision(
            long number, String kind, int fromStep, int toStep, int exposure, long revision, long tick, String reason) {
        /// Whether the decision sets an exposure.
        boolean moves() {
            return MOVING.contains(kind);
        }

        /// Whether the decision moves all units to control.
        boolean endsExposure() {
            return kind.equals("ROLL_BACK") || kind.equals("ABORT");
        }
    }

    /// @param number number of ticks
    /// @param last highest number
    /// @param calls calls in all of them
    record TickTotals(long number, long last, long calls) {}

    /// Formats the last decision.
    String ending() {
        return decisions.isEmpty()
                ? "no decision"
                : decisions.getLast().kind() + ": " + decisions.getLast().reason();
    }

    String name() {
        return id + " of " + flag;
    }
}
