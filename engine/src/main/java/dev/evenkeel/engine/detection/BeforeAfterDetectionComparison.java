// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.detection;

import dev.evenkeel.engine.detection.DetectionSignal.Channel;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The detection of one cause, before and after the work against it.
///
/// @param cause name of the cause in the drills
/// @param before drills before the work
/// @param after drills after the work
public record BeforeAfterDetectionComparison(String cause, DrillStats before, DrillStats after) {
    /// The statistics of the drills of one side.
    ///
    /// @param drills number of drills
    /// @param alert detection by alerts
    /// @param guard detection by the guard
    public record DrillStats(int drills, TimeToDetectStats alert, TimeToDetectStats guard) {
        static DrillStats of(List<DrillWithResult> drills) {
            return new DrillStats(drills.size(), statsOf(drills, Channel.ALERT), statsOf(drills, Channel.GUARD));
        }

        private static TimeToDetectStats statsOf(List<DrillWithResult> drills, Channel channel) {
            return TimeToDetectStats.of(
                    drills.stream().map(one -> one.result().resultOf(channel)).toList());
        }
    }

    public record DrillWithResult(DetectionDrill drill, DetectionDrillResult result) {}

    /// Returns one row for each cause, sorted by name.
    public static List<BeforeAfterDetectionComparison> compareAll(List<DrillWithResult> drills) {
        Map<String, List<DrillWithResult>> byCause = drills.stream()
                .collect(Collectors.groupingBy(one -> one.drill().cause(), TreeMap::new, Collectors.toList()));
        return byCause.entrySet().stream()
                .map(entry -> compare(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static BeforeAfterDetectionComparison compare(String cause, List<DrillWithResult> drills) {
        Map<DetectionDrill.RemediationPhase, List<DrillWithResult>> sides =
                drills.stream().collect(Collectors.groupingBy(one -> one.drill().phase()));
        return new BeforeAfterDetectionComparison(
                cause,
                DrillStats.of(sides.getOrDefault(DetectionDrill.RemediationPhase.BEFORE, List.of())),
                DrillStats.of(sides.getOrDefault(DetectionDrill.RemediationPhase.AFTER, List.of())));
    }
}
