// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.plan;

import dev.evenkeel.engine.format.QuantityFormatter;

/// An upper margin on the candidate's failure rate: `factor` times control's rate plus `extra`.
///
/// @param factor 1 or more
/// @param extra share of the candidate's calls, 0 to below 1
public record FailureRateMargin(double factor, double extra) {
    /// Formats the margin: `< 1.26x + 0.0526%`.
    public String format() {
        String times = factor == 1 ? "control" : QuantityFormatter.formatRatio(factor);
        return "< " + times + (extra == 0 ? "" : " + " + QuantityFormatter.formatPercent(extra));
    }
}
