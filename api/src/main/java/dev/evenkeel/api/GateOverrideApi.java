// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.evenkeel.engine.gate.GateOverride;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Gate overrides (`.../gate-overrides`) and their reviews (`.../override-reviews`).
public final class GateOverrideApi {
    private static final int LONGEST_NAME = 256;

    private GateOverrideApi() {}

    /// Overrides a gate for the changes of a flag.
    public record CreateGateOverrideRequest(
            @JsonPropertyDescription("name of a gate") String gate,

            @JsonPropertyDescription("change class for which the gate policy allows overrides, such as hotfix")
            String changeClass,

            @JsonPropertyDescription("reason, for the audit log") @NotBlank
            String reason,

            @JsonPropertyDescription("end of the override, at most 31 days from now, such as 2026-11-30T18:00:00Z")
            Instant expiresAt,

            @JsonPropertyDescription("whether the flag does not exist yet") @Nullable
            Boolean newFlag) {}

    /// Reviews an override.
    public record ReviewOverrideRequest(
            @JsonPropertyDescription("JUSTIFIED or AVOIDABLE")
            ReviewVerdict verdict,

            @JsonPropertyDescription("result of the review") @NotBlank
            String finding,

            @JsonPropertyDescription("username; default: the caller") @NotBlank @Size(max = LONGEST_NAME) @Nullable
            String onBehalfOf) {}

    /// The verdict of a review.
    public enum ReviewVerdict {
        /// The override was necessary.
        JUSTIFIED,
        /// The change could have passed the gate, or could have waited.
        AVOIDABLE
    }

    /// An override with its subject.
    ///
    /// @param flag key of the flag whose changes may pass the gate
    public record FlagGateOverride(
            String environment, String flag, @JsonUnwrapped GateOverride override) {}

    /// A review of an override by a second person.
    ///
    /// @param reviewer reviewer; never the person who created the override
    /// @param at time of the review
    /// @param finding result of the review
    public record OverrideReview(String reviewer, Instant at, ReviewVerdict verdict, String finding) {}

    /// The open or completed review of an override.
    ///
    /// @param override override to review
    /// @param dueAt when the review is due
    /// @param review null while the review is open
    public record OverrideReviewTask(
            @JsonUnwrapped FlagGateOverride override,
            Instant dueAt,
            @Nullable OverrideReview review) {
        /* Time from the end of an override until its review is due. */
        private static final Duration REVIEW_PERIOD = Duration.ofDays(5);

        /// Returns the review of an override.
        public static OverrideReviewTask of(FlagGateOverride override, @Nullable OverrideReview review) {
            return new OverrideReviewTask(
                    override, override.override().expiresAt().plus(REVIEW_PERIOD), review);
        }

        /// Returns whether the review is open and past its due date.
        public boolean isOverdue(Instant now) {
            return review == null && now.isAfter(dueAt);
        }
    }
}
