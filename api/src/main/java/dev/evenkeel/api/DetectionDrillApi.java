// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.evenkeel.engine.detection.DetectionDrillResult;
import dev.evenkeel.engine.detection.DetectionSignal;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Detection drills (`/api/v1/detection-drills`).
public final class DetectionDrillApi {
    private static final int LONGEST_TEXT = 4_000;

    private DetectionDrillApi() {}

    /// Records a fault that was injected on purpose.
    public record RecordDetectionDrillRequest(
            @JsonPropertyDescription("key of the service in which the fault was injected")
            @NotBlank
            @Size(max = LONGEST_TEXT)
            String service,

            @JsonPropertyDescription("name of the cause, as in incidents") @NotBlank @Size(max = LONGEST_TEXT)
            String cause,

            @JsonPropertyDescription("before or after the cause was fixed")
            BeforeAfterPhase phase,

            @JsonPropertyDescription("start of the fault, such as 2026-11-25T18:40:03Z")
            Instant injectedAt,

            @JsonPropertyDescription("end of the fault; omit it while the fault lasts") @Nullable
            Instant endedAt,

            @JsonPropertyDescription("time after the end in which a signal counts, PT0S to P1D; default PT15M")
            @Nullable
            Duration detectionWindow,

            @JsonPropertyDescription("note, at most 4,000 characters") @Size(max = LONGEST_TEXT) @Nullable
            String note) {}

    /// The time of a drill: before or after the cause was fixed.
    public enum BeforeAfterPhase {
        @JsonProperty("before")
        BEFORE,
        @JsonProperty("after")
        AFTER
    }

    /// Ends the fault of a drill.
    public record EndDetectionDrillRequest(
            @JsonPropertyDescription("end of the fault, such as 2026-11-25T18:40:03Z; default: now") @Nullable
            Instant endedAt) {}

    /// A detection drill with its result.
    ///
    /// @param deadline latest time at which a signal counts as detection; null while the fault lasts
    /// @param signals the first signal of each kind, oldest first
    /// @param signalsBeforeInjection signals that were already active when the fault was injected
    public record DetectionDrillResponse(
            String id,
            String service,
            String cause,
            BeforeAfterPhase phase,
            Instant injectedAt,
            @Nullable Instant endedAt,
            @Nullable Instant deadline,
            String note,
            ChannelDetection byAlert,
            ChannelDetection byGuard,
            List<DetectionSignal> signals,
            List<DetectionSignal> signalsBeforeInjection) {}

    /// The detection of the fault by one channel.
    ///
    /// @param afterSeconds null unless it was detected
    public record ChannelDetection(
            DetectionDrillResult.State state, @Nullable Double afterSeconds) {}

    /// The detection times for all causes.
    ///
    /// @param level confidence level of the intervals, 0 to 1
    public record DetectionSummaryByCauseResponse(double level, List<CauseDetectionStats> causes) {}

    /// The detection times for one cause.
    public record CauseDetectionStats(String cause, BeforeOrAfterDrillStats before, BeforeOrAfterDrillStats after) {}

    /// The drills before or after a cause was fixed.
    public record BeforeOrAfterDrillStats(int drills, DetectionTimeStats byAlert, DetectionTimeStats byGuard) {}

    /// The detection times of one channel.
    public record DetectionTimeStats(
            int detected,
            int notDetected,
            int open,
            int inconclusive,
            List<Double> seconds,
            DetectionTimeQuantile median,
            DetectionTimeQuantile p90) {}

    /// A quantile with its interval; null where there are too few drills.
    public record DetectionTimeQuantile(
            @Nullable Double seconds,
            @Nullable Double low,
            @Nullable Double high,
            int requiredCount) {}
}
