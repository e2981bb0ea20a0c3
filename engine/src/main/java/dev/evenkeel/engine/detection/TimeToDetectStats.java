// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.detection;

import dev.evenkeel.engine.detection.DetectionDrillResult.ChannelResult;
import dev.evenkeel.engine.detection.DetectionDrillResult.State;
import dev.evenkeel.engine.stats.DurationQuantile;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How soon one channel notices faults, by drills. A fault that was not noticed counts as noticed later than
/// every other one; one that is open or inconclusive says nothing and is only counted. For models of duration.
///
/// @param detected number of detected drills
/// @param notDetected number of undetected drills
/// @param open number of drills whose time has not passed
/// @param inconclusive number of inconclusive drills
/// @param times times to detect, shortest first
/// @param median median with an interval
/// @param p90 90% quantile with an interval
public record TimeToDetectStats(
        int detected,
        int notDetected,
        int open,
        int inconclusive,
        List<Duration> times,
        DurationQuantile median,
        DurationQuantile p90) {
    /// Coverage of the intervals.
    public static final double LEVEL = 0.9;

    private static final double MEDIAN = 0.5;
    private static final double NINETIETH = 0.9;

    public TimeToDetectStats {
        times = List.copyOf(times);
    }

    /// Summarizes results.
    public static TimeToDetectStats of(List<ChannelResult> answers) {
        List<Duration> times = answers.stream()
                .map(ChannelResult::delay)
                .filter(Objects::nonNull)
                .sorted(Comparator.naturalOrder())
                .toList();
        int missed = count(answers, State.NOT_DETECTED);
        return new TimeToDetectStats(
                count(answers, State.DETECTED),
                missed,
                count(answers, State.OPEN),
                count(answers, State.INCONCLUSIVE),
                times,
                DurationQuantile.of(times, missed, MEDIAN, LEVEL),
                DurationQuantile.of(times, missed, NINETIETH, LEVEL));
    }

    /// Returns the number of conclusive drills.
    public int conclusiveCount() {
        return detected + notDetected;
    }

    /// Returns the longest time to detect; null without a detection.
    public @Nullable Duration longest() {
        return times.isEmpty() ? null : times.getLast();
    }

    private static int count(List<ChannelResult> answers, State state) {
        return (int) answers.stream()
                .filter(channelResult -> channelResult.state() == state)
                .count();
    }
}
