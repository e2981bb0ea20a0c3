// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.slo;

/// The source of an SLO's counts.
public sealed interface ServiceLevelIndicator {
    /// FlagOutcomesIndicator reported by SDKs: good = calls - failures, over all calls of a flag.
    record FlagOutcomesIndicator(String environment, String flag) implements ServiceLevelIndicator {}

    /// Prometheus counters, each a selector of an instant vector.
    ///
    /// @param part selector of the good or the bad events
    /// @param good whether `part` counts the good ones
    record PrometheusCountersIndicator(String part, boolean good, String total) implements ServiceLevelIndicator {}

    /// A valid indicator that Evenkeel cannot query.
    ///
    /// @param reason reason, one complete sentence
    record UnsupportedIndicator(String reason) implements ServiceLevelIndicator {}
}
