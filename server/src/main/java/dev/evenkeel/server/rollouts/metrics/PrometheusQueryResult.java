// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.metrics;

import java.util.List;

/// The result of one query.
sealed interface PrometheusQueryResult {
    /// The matching series with their samples; may be empty.
    record Success(List<TimeSeries> series) implements PrometheusQueryResult {}

    /// The query failed.
    ///
    /// @param message one complete sentence for people, without secrets
    record Failure(String message) implements PrometheusQueryResult {}
}
