// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.metrics;

import java.util.List;

/// What came of one question.
sealed interface PrometheusQueryResult {
    /// The series that the selector names and their samples; none is an answer too.
    record Success(List<TimeSeries> series) implements PrometheusQueryResult {}

    /// No samples came.
    ///
    /// @param words one complete sentence for people, without secrets
    record Failure(String words) implements PrometheusQueryResult {}
}
