// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.history;

import dev.evenkeel.files.plan.PlanJson;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An hour of a rollout as the HTTP API shows it: the sum of its ticks about one exposure.
public record HourJson(
        Instant hour,
        long revision,
        int step,
        BigDecimal exposure,
        boolean late,
        long ticks,
        TickJson.Side control,
        TickJson.Side candidate) {

    static HourJson of(RolloutHour hour) {
        return new HourJson(
                hour.key().hour(),
                hour.key().revision(),
                hour.step(),
                PlanJson.percent(hour.exposure()),
                hour.key().late(),
                hour.ticks(),
                TickJson.Side.of(hour.control()),
                TickJson.Side.of(hour.candidate()));
    }

    /// All of a rollout.
    ///
    /// @param rolledUpAt since when only these are kept; null while each tick is
    /// @param hours in the order of time
    public record All(@Nullable Instant rolledUpAt, List<HourJson> hours) {}
}
