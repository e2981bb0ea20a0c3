// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.usage;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All flags of an environment with their usage, most urgent first.
///
/// @param days length of the requested window
/// @param firstReportAt when evaluations of the environment were first reported; null when never
/// @param lastReportAt when they were last reported, to the hour; null when never
/// @param lastBulkReadAt when a client last fetched the flags to evaluate them without reporting; null when
///     never
record EnvironmentFlagStalenessResponse(
        String environment,
        Instant at,
        int days,
        @Nullable Instant firstReportAt,
        @Nullable Instant lastReportAt,
        @Nullable Instant lastBulkReadAt,
        List<Row> flags) {

    /// The usage of one flag.
    ///
    /// @param status `stale`, `potentially-stale`, `unknown` or `active`
    /// @param reasons sentences whose subject is the flag
    /// @param remedy what to do; empty when no action is needed
    /// @param lastEvaluatedAt to the hour; null when no evaluation was ever reported
    /// @param references null when no scan searched for the flag
    record Row(
            String key,
            String status,
            List<String> reasons,
            String remedy,
            String type,
            boolean permanent,
            Instant createdAt,
            @Nullable Instant lastEvaluatedAt,
            List<VariantUsage> variants,
            @Nullable References references) {}

    /// A served variant; empty for the caller's default.
    record VariantUsage(String variant, Instant firstAt, Instant lastAt) {}

    /// References to the flag in code.
    ///
    /// @param examples some locations, as `repository path:line`
    record References(int repositories, int count, Instant scannedAt, List<String> examples) {}
}
