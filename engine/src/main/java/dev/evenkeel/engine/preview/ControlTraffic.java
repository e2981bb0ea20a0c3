// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.preview;

import dev.evenkeel.engine.format.QuantityFormatter;
import java.time.Duration;

/// What was seen of control before a start, when it serves everybody.
///
/// @param callsPerSecond its calls a second, 0 or more
/// @param over what that was measured over
/// @param failureRate share of its calls that fail, 0..1
/// @param assumed whether nobody has counted its failures, so that the rate is a guess
public record ControlTraffic(double callsPerSecond, Duration over, double failureRate, boolean assumed) {
    /// The guess: one call in a thousand.
    public static final double ASSUMED_FAILURE_RATE = 0.001;

    /// The same in a sentence.
    public String words() {
        return "control had " + QuantityFormatter.number(callsPerSecond) + " calls a second in the last "
                + QuantityFormatter.span(over) + "; "
                + QuantityFormatter.number(100 * failureRate) + " % of them "
                + (assumed ? "are taken to fail, because no rollout has counted them yet" : "fail");
    }
}
