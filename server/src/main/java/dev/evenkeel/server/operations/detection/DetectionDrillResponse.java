// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.detection;

import dev.evenkeel.engine.detection.CauseDetectionComparison;
import dev.evenkeel.engine.detection.DetectionDrill;
import dev.evenkeel.engine.detection.DetectionDrillResult;
import dev.evenkeel.engine.detection.DetectionSignal;
import dev.evenkeel.engine.detection.TimeToDetectStats;
import dev.evenkeel.engine.stats.DurationQuantile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A drill as the HTTP API shows it (docs/reference/http-api.md). Lengths of time are seconds.
///
/// @param deadline until when it may be noticed; null while the fault lasts
/// @param first the first notice of each kind, oldest first
/// @param before what was going on already when the fault was injected
record DetectionDrillResponse(
        String id,
        String service,
        String cause,
        String phase,
        Instant injectedAt,
        @Nullable Instant endedAt,
        @Nullable Instant deadline,
        String note,
        ChannelDetection byAlert,
        ChannelDetection byGuard,
        List<DetectionSignal> first,
        List<DetectionSignal> before) {
    /// Whether a channel noticed, and after how many seconds.
    record ChannelDetection(
            DetectionDrillResult.State state, @Nullable Double afterSeconds) {
        static ChannelDetection of(DetectionDrillResult.ChannelResult answer) {
            return new ChannelDetection(answer.state(), seconds(answer.after()));
        }
    }

    static DetectionDrillResponse of(CauseDetectionComparison.DrillWithResult judged) {
        DetectionDrill drill = judged.drill();
        DetectionDrillResult finding = judged.finding();
        List<DetectionSignal> first = new ArrayList<>(finding.first().values());
        first.sort(Comparator.comparing(DetectionSignal::at).thenComparing(DetectionSignal::kind));
        return new DetectionDrillResponse(
                drill.id(),
                drill.service(),
                drill.cause(),
                drill.phase().name().toLowerCase(Locale.ROOT),
                drill.injectedAt(),
                drill.endedAt(),
                drill.deadline(),
                drill.note(),
                ChannelDetection.of(finding.alert()),
                ChannelDetection.of(finding.guard()),
                first,
                finding.before());
    }

    /// A quantile with its interval; null where so few drills say nothing.
    record Quantile(
            @Nullable Double seconds,
            @Nullable Double low,
            @Nullable Double high,
            int needs) {
        static Quantile of(DurationQuantile quantile) {
            return new Quantile(
                    DetectionDrillResponse.seconds(quantile.estimate()),
                    DetectionDrillResponse.seconds(quantile.low()),
                    DetectionDrillResponse.seconds(quantile.high()),
                    quantile.least());
        }
    }

    /// How soon a channel notices.
    record DetectionTimes(
            int detected,
            int notDetected,
            int open,
            int unclear,
            List<Double> seconds,
            Quantile median,
            Quantile ninetieth) {
        static DetectionTimes of(TimeToDetectStats times) {
            return new DetectionTimes(
                    times.detected(),
                    times.notDetected(),
                    times.open(),
                    times.unclear(),
                    times.times().stream().map(time -> time.toNanos() / 1e9).toList(),
                    Quantile.of(times.median()),
                    Quantile.of(times.ninetieth()));
        }
    }

    /// The drills of one side of the work.
    record DrillGroup(int drills, DetectionTimes byAlert, DetectionTimes byGuard) {
        static DrillGroup of(CauseDetectionComparison.DrillStats side) {
            return new DrillGroup(side.drills(), DetectionTimes.of(side.alert()), DetectionTimes.of(side.guard()));
        }
    }

    /// One cause.
    record CauseResponse(String cause, DrillGroup before, DrillGroup after) {
        static CauseResponse of(CauseDetectionComparison row) {
            return new CauseResponse(row.cause(), DrillGroup.of(row.before()), DrillGroup.of(row.after()));
        }
    }

    /// All causes.
    ///
    /// @param level chance with which an interval covers its quantile
    record SummaryResponse(double level, List<CauseResponse> causes) {}

    static @Nullable Double seconds(@Nullable Duration length) {
        return length == null ? null : length.toNanos() / 1e9;
    }
}
