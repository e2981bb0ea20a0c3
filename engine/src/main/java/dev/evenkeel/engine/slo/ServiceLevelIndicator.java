// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.slo;

/// Where the counts of an SLO come from.
public sealed interface ServiceLevelIndicator {
    /// Outcomes that SDKs report: good = calls - failures, of all calls of a flag.
    record Outcomes(String environment, String flag) implements ServiceLevelIndicator {}

    /// Counters in a Prometheus, each a selector of an instant vector.
    ///
    /// @param part selector of the good events, or of the bad ones
    /// @param good whether `part` counts the good ones
    record Counters(String part, boolean good, String total) implements ServiceLevelIndicator {}

    /// A valid indicator that nobody here can ask.
    ///
    /// @param words why, one complete sentence
    record UnsupportedIndicator(String words) implements ServiceLevelIndicator {}
}
