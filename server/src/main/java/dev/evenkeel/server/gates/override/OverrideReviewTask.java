// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.override;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The open or completed review of an override.
///
/// @param override override to review
/// @param dueAt when the review is due
/// @param review null while the review is open
public record OverrideReviewTask(
        @JsonUnwrapped FlagGateOverride override,
        Instant dueAt,
        @Nullable OverrideReview review) {
    /// Time from the end of an override until its review is due.
    public static final Duration REVIEW_PERIOD = Duration.ofDays(5);

    static OverrideReviewTask of(FlagGateOverride override, @Nullable OverrideReview review) {
        return new OverrideReviewTask(override, override.override().expiresAt().plus(REVIEW_PERIOD), review);
    }

    /// Returns whether the review is open and past its due date.
    public boolean isOverdue(Instant now) {
        return review == null && now.isAfter(dueAt);
    }
}
