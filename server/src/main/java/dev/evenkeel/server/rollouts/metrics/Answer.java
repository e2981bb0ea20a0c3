// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.metrics;

import java.util.List;

/// What came of one question.
sealed interface Answer {
    /// The series that the selector names and their samples; none is an answer too.
    record Found(List<Series> series) implements Answer {}

    /// No samples came.
    ///
    /// @param words one complete sentence for people, without secrets
    record Failure(String words) implements Answer {}
}
