// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.detection;

import dev.evenkeel.engine.detection.BeforeAfterDetectionComparison;
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

/// A detection drill as the HTTP API returns it (docs/reference/http-api.md). Durations are in seconds.
///
/// @param deadline latest time at which a signal counts as detection; null while the fault lasts
/// @param signals the first signal of each kind, oldest first
/// @param signalsBeforeInjection signals that were already active when the fault was injected
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
        List<DetectionSignal> signals,
        List<DetectionSignal> signalsBeforeInjection) {
    /// The detection of the fault by one channel, with the delay in seconds.
    record ChannelDetection(
            DetectionDrillResult.State state, @Nullable Double afterSeconds) {
        static ChannelDetection of(DetectionDrillResult.ChannelResult channelResult) {
            return new ChannelDetection(channelResult.state(), seconds(channelResult.delay()));
        }
    }

    static DetectionDrillResponse of(BeforeAfterDetectionComparison.DrillWithResult judged) {
        DetectionDrill drill = judged.drill();
        DetectionDrillResult finding = judged.result();
        List<DetectionSignal> signals = new ArrayList<>(finding.signals().values());
        signals.sort(Comparator.comparing(DetectionSignal::at).thenComparing(DetectionSignal::kind));
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
                signals,
                finding.signalsBeforeInjection());
    }

    /// A quantile with its interval; null where there are too few drills.
    record Quantile(
            @Nullable Double seconds,
            @Nullable Double low,
            @Nullable Double high,
            int requiredCount) {
        static Quantile of(DurationQuantile quantile) {
            return new Quantile(
                    DetectionDrillResponse.seconds(quantile.estimate()),
                    DetectionDrillResponse.seconds(quantile.low()),
                    DetectionDrillResponse.seconds(quantile.high()),
                    quantile.minCount());
        }
    }

    /// The detection times of one channel.
    record DetectionTimeStats(
            int detected,
            int notDetected,
            int open,
            int inconclusive,
            List<Double> seconds,
            Quantile median,
            Quantile p90) {
        static DetectionTimeStats of(TimeToDetectStats times) {
            return new DetectionTimeStats(
                    times.detected(),
                    times.notDetected(),
                    times.open(),
                    times.inconclusive(),
                    times.times().stream().map(time -> time.toNanos() / 1e9).toList(),
                    Quantile.of(times.median()),
                    Quantile.of(times.p90()));
        }
    }

    /// The drills before or after the work against a cause.
    record BeforeOrAfterDrillStats(int drills, DetectionTimeStats byAlert, DetectionTimeStats byGuard) {
        static BeforeOrAfterDrillStats of(BeforeAfterDetectionComparison.DrillStats side) {
            return new BeforeOrAfterDrillStats(
                    side.drills(), DetectionTimeStats.of(side.alert()), DetectionTimeStats.of(side.guard()));
        }
    }

    /// The detection times for one cause.
    record CauseDetectionStats(String cause, BeforeOrAfterDrillStats before, BeforeOrAfterDrillStats after) {
        static CauseDetectionStats of(BeforeAfterDetectionComparison row) {
            return new CauseDetectionStats(
                    row.cause(), BeforeOrAfterDrillStats.of(row.before()), BeforeOrAfterDrillStats.of(row.after()));
        }
    }

    /// The detection times for all causes.
    ///
    /// @param level confidence level of the intervals, 0 to 1
    record DetectionSummaryByCauseResponse(double level, List<CauseDetectionStats> causes) {}

    static @Nullable Double seconds(@Nullable Duration length) {
        return length == null ? null : length.toNanos() / 1e9;
    }
}
