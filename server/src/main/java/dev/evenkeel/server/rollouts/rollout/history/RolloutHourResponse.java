// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.history;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An hour of a rollout in responses of the HTTP API: the sum of its ticks at one exposure.
public record RolloutHourResponse(
        Instant hour,
        long revision,
        int step,
        BigDecimal exposure,
        boolean late,
        long ticks,
        RolloutTickResponse.Side control,
        RolloutTickResponse.Side candidate) {

    static RolloutHourResponse of(RolloutHour hour) {
        return new RolloutHourResponse(
                hour.key().hour(),
                hour.key().revision(),
                hour.step(),
                hour.exposure().toBigDecimal(),
                hour.key().late(),
                hour.ticks(),
                RolloutTickResponse.Side.of(hour.control()),
                RolloutTickResponse.Side.of(hour.candidate()));
    }

    /// All hours of a rollout.
    ///
    /// @param rolledUpAt since when only hours are stored; null while all ticks are
    /// @param hours in chronological order
    public record RolloutHoursResponse(@Nullable Instant rolledUpAt, List<RolloutHourResponse> hours) {}
}
