// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.override;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The review that every override asks for.
///
/// @param override what is to be looked at
/// @param due until when somebody other than who overrode should have done it
/// @param review null until somebody has
public record OverrideReviewTask(
        @JsonUnwrapped FlagGateOverride override,
        Instant due,
        @Nullable OverrideReview review) {
    /// How long after the end of an override its review is due.
    public static final Duration TIME = Duration.ofDays(5);

    static OverrideReviewTask of(FlagGateOverride override, @Nullable OverrideReview review) {
        return new OverrideReviewTask(override, override.override().end().plus(TIME), review);
    }

    /// Whether nobody has reviewed it in time.
    public boolean isOverdue(Instant now) {
        return review == null && now.isAfter(due);
    }
}
