// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.detection;

import dev.evenkeel.engine.detection.DetectionSignal.Channel;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// How one cause is noticed, before and after the work against it.
///
/// @param cause as the drills name it
/// @param before the drills before the work
/// @param after the drills after it
public record CauseDetectionComparison(String cause, DrillStats before, DrillStats after) {
    /// The drills of one side.
    ///
    /// @param drills how many
    /// @param alert by alerts
    /// @param guard by the guard
    public record DrillStats(int drills, TimeToDetectStats alert, TimeToDetectStats guard) {
        static DrillStats of(List<DrillWithResult> drills) {
            return new DrillStats(drills.size(), times(drills, Channel.ALERT), times(drills, Channel.GUARD));
        }

        private static TimeToDetectStats times(List<DrillWithResult> drills, Channel channel) {
            return TimeToDetectStats.of(
                    drills.stream().map(one -> one.finding().of(channel)).toList());
        }
    }

    /// A drill with what noticed it.
    public record DrillWithResult(DetectionDrill drill, DetectionDrillResult finding) {}

    /// One row for each cause, by name.
    public static List<CauseDetectionComparison> of(List<DrillWithResult> drills) {
        Map<String, List<DrillWithResult>> byCause = drills.stream()
                .collect(Collectors.groupingBy(one -> one.drill().cause(), TreeMap::new, Collectors.toList()));
        return byCause.entrySet().stream()
                .map(entry -> row(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static CauseDetectionComparison row(String cause, List<DrillWithResult> drills) {
        Map<DetectionDrill.Phase, List<DrillWithResult>> sides =
                drills.stream().collect(Collectors.groupingBy(one -> one.drill().phase()));
        return new CauseDetectionComparison(
                cause,
                DrillStats.of(sides.getOrDefault(DetectionDrill.Phase.BEFORE, List.of())),
                DrillStats.of(sides.getOrDefault(DetectionDrill.Phase.AFTER, List.of())));
    }
}
