// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.preview;

import dev.evenkeel.engine.format.QuantityFormatter;
import java.time.Duration;

/// The observed traffic of control before a start, when it serves all units.
///
/// @param callsPerSecond calls per second, 0 or more
/// @param measuredOver duration of the measurement
/// @param failureRate share of failed calls, 0..1
/// @param assumed whether the failure rate is an assumption because failures were not counted
public record ObservedControlTraffic(
        double callsPerSecond, Duration measuredOver, double failureRate, boolean assumed) {
    /// The assumed failure rate: one call in a thousand.
    public static final double ASSUMED_FAILURE_RATE = 0.001;

    /// Formats the traffic as a sentence.
    public String summary() {
        return "control had " + QuantityFormatter.formatNumber(callsPerSecond) + " calls per second in the last "
                + QuantityFormatter.formatDuration(measuredOver) + "; "
                + QuantityFormatter.formatPercent(failureRate) + " of them "
                + (assumed ? "are assumed to fail, because no rollout has measured it yet" : "fail");
    }
}
