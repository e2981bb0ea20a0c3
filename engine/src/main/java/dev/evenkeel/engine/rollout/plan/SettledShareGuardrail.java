// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.evenkeel.core.flag.split.Percent;
import java.time.Duration;

/// A guardrail that keeps a step until most of the candidate's calls with delayed outcomes have settled.
///
/// It is neither a proof nor can it be breached: calls that fail late count in the error guardrail. Under
/// steady traffic, calls that take a time D to settle reach a settled share s when the step has lasted
/// `D / (1 - s)`.
///
/// @param share share of the candidate's calls opened under the step's revision that must settle; above 0%,
///     up to 100%
/// @param window time after the end of the rollout in which late outcomes are still accepted; above zero, up
///     to a year
public record SettledShareGuardrail(
        Percent share, @JsonProperty(defaultValue = "P14D") Duration window) {
    /// Default window.
    public static final Duration DEFAULT_WINDOW = Duration.ofDays(14);

    /// Returns the name of the check.
    public String name() {
        return "settled";
    }
}
