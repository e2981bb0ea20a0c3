// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.risk;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A summary of an assessment.
///
/// @param name name of the risk case
/// @param course chosen course; null without a decision
public record AssessmentSummary(
        String id,
        String environment,
        String flag,
        String name,
        Instant createdAt,
        String author,
        @Nullable String course) {}
