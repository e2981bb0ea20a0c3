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
/// every other one; one that is open or unclear says nothing and is only counted. For models of duration.
///
/// @param detected drills that were noticed
/// @param notDetected drills that were not
/// @param open drills whose time is not over
/// @param unclear drills during which it had cried before already
/// @param times of those noticed, shortest first
/// @param median with an interval
/// @param ninetieth the 90 % quantile, with an interval
public record TimeToDetectStats(
        int detected,
        int notDetected,
        int open,
        int unclear,
        List<Duration> times,
        DurationQuantile median,
        DurationQuantile ninetieth) {
    /// Chance with which an interval covers its quantile.
    public static final double LEVEL = 0.9;

    private static final double MEDIAN = 0.5;
    private static final double NINETIETH = 0.9;

    public TimeToDetectStats {
        times = List.copyOf(times);
    }

    /// What some drills come to.
    public static TimeToDetectStats of(List<ChannelResult> answers) {
        List<Duration> times = answers.stream()
                .map(ChannelResult::after)
                .filter(Objects::nonNull)
                .sorted(Comparator.naturalOrder())
                .toList();
        int missed = count(answers, State.NOT_DETECTED);
        return new TimeToDetectStats(
                count(answers, State.DETECTED),
                missed,
                count(answers, State.OPEN),
                count(answers, State.UNCLEAR),
                times,
                DurationQuantile.of(times, missed, MEDIAN, LEVEL),
                DurationQuantile.of(times, missed, NINETIETH, LEVEL));
    }

    /// Drills that say something.
    public int counted() {
        return detected + notDetected;
    }

    /// The longest time until one was noticed; null when none was.
    public @Nullable Duration longest() {
        return times.isEmpty() ? null : times.getLast();
    }

    private static int count(List<ChannelResult> answers, State state) {
        return (int) answers.stream().filter(answer -> answer.state() == state).count();
    }
}
