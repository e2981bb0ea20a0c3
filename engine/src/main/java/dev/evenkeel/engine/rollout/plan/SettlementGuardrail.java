// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.plan;

import dev.evenkeel.core.flag.split.Percent;
import java.time.Duration;

/// A step is not left before most of the candidate's calls that turn out later have turned out.
///
/// It proves nothing and breaches nothing: calls that failed late count in the guardrail on failures. Under
/// steady traffic, calls that take a time D to settle are settled to a share s when the step has lasted D / (1
/// - s).
///
/// @param share of the candidate's calls opened under the step's revision that must be settled; above 0 %, up
///     to 100 %
/// @param window how long after its end the rollout still takes in late outcomes; above zero, up to a year
public record SettlementGuardrail(Percent share, Duration window) {
    /// The usual window.
    public static final Duration USUAL_WINDOW = Duration.ofDays(14);

    /// Name of the check.
    public String name() {
        return "settled";
    }
}
