// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.risk;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An assessment in short.
///
/// @param name of the case
/// @param course that somebody decided on; null while nobody has
public record AssessmentSummary(
        String id,
        String environment,
        String flag,
        String name,
        Instant madeAt,
        String author,
        @Nullable String course) {}
