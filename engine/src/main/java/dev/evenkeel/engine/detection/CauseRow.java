// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.detection;

import dev.evenkeel.engine.detection.Notice.Channel;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// How one cause is noticed, before and after the work against it.
///
/// @param cause as the drills name it
/// @param before the drills before the work
/// @param after the drills after it
public record CauseRow(String cause, Side before, Side after) {
    /// The drills of one side.
    ///
    /// @param drills how many
    /// @param alert by alerts
    /// @param guard by the guard
    public record Side(int drills, TimeToDetect alert, TimeToDetect guard) {
        static Side of(List<Judged> drills) {
            return new Side(drills.size(), times(drills, Channel.ALERT), times(drills, Channel.GUARD));
        }

        private static TimeToDetect times(List<Judged> drills, Channel channel) {
            return TimeToDetect.of(
                    drills.stream().map(one -> one.finding().of(channel)).toList());
        }
    }

    /// A drill with what noticed it.
    public record Judged(FaultDrill drill, Finding finding) {}

    /// One row for each cause, by name.
    public static List<CauseRow> of(List<Judged> drills) {
        Map<String, List<Judged>> byCause = drills.stream()
                .collect(Collectors.groupingBy(one -> one.drill().cause(), TreeMap::new, Collectors.toList()));
        return byCause.entrySet().stream()
                .map(entry -> row(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static CauseRow row(String cause, List<Judged> drills) {
        Map<FaultDrill.Phase, List<Judged>> sides =
                drills.stream().collect(Collectors.groupingBy(one -> one.drill().phase()));
        return new CauseRow(
                cause,
                Side.of(sides.getOrDefault(FaultDrill.Phase.BEFORE, List.of())),
                Side.of(sides.getOrDefault(FaultDrill.Phase.AFTER, List.of())));
    }
}
