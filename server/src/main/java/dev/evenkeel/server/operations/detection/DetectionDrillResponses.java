// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.detection;

import dev.evenkeel.api.DetectionDrillApi.BeforeAfterPhase;
import dev.evenkeel.api.DetectionDrillApi.BeforeOrAfterDrillStats;
import dev.evenkeel.api.DetectionDrillApi.CauseDetectionStats;
import dev.evenkeel.api.DetectionDrillApi.ChannelDetection;
import dev.evenkeel.api.DetectionDrillApi.DetectionDrillResponse;
import dev.evenkeel.api.DetectionDrillApi.DetectionTimeQuantile;
import dev.evenkeel.api.DetectionDrillApi.DetectionTimeStats;
import dev.evenkeel.engine.detection.BeforeAfterDetectionComparison;
import dev.evenkeel.engine.detection.DetectionDrill;
import dev.evenkeel.engine.detection.DetectionDrillResult;
import dev.evenkeel.engine.detection.DetectionSignal;
import dev.evenkeel.engine.detection.TimeToDetectStats;
import dev.evenkeel.engine.stats.DurationQuantile;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Conversion of detection drills to responses.
final class DetectionDrillResponses {
    private DetectionDrillResponses() {}

    static DetectionDrillResponse of(BeforeAfterDetectionComparison.DrillWithResult judged) {
        DetectionDrill drill = judged.drill();
        DetectionDrillResult finding = judged.result();
        List<DetectionSignal> signals = finding.signals().values().stream()
                .sorted(Comparator.comparing(DetectionSignal::at).thenComparing(DetectionSignal::kind))
                .toList();
        return new DetectionDrillResponse(
                drill.id(),
                drill.service(),
                drill.cause(),
                BeforeAfterPhase.valueOf(drill.phase().name()),
                drill.injectedAt(),
                drill.endedAt(),
                drill.deadline(),
                drill.note(),
                of(finding.alert()),
                of(finding.guard()),
                signals,
                finding.signalsBeforeInjection());
    }

    static CauseDetectionStats of(BeforeAfterDetectionComparison row) {
        return new CauseDetectionStats(row.cause(), of(row.before()), of(row.after()));
    }

    private static ChannelDetection of(DetectionDrillResult.ChannelResult result) {
        return new ChannelDetection(result.state(), seconds(result.delay()));
    }

    private static BeforeOrAfterDrillStats of(BeforeAfterDetectionComparison.DrillStats side) {
        return new BeforeOrAfterDrillStats(side.drills(), of(side.alert()), of(side.guard()));
    }

    private static DetectionTimeStats of(TimeToDetectStats times) {
        return new DetectionTimeStats(
                times.detected(),
                times.notDetected(),
                times.open(),
                times.inconclusive(),
                times.times().stream().map(time -> time.toNanos() / 1e9).toList(),
                of(times.median()),
                of(times.p90()));
    }

    private static DetectionTimeQuantile of(DurationQuantile quantile) {
        return new DetectionTimeQuantile(
                seconds(quantile.estimate()), seconds(quantile.low()), seconds(quantile.high()), quantile.minCount());
    }

    private static @Nullable Double seconds(@Nullable Duration length) {
        return length == null ? null : length.toNanos() / 1e9;
    }
}
