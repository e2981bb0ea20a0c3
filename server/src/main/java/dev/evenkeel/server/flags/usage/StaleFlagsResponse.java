// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.usage;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All flags of an environment with what is known of their use, the most urgent first.
///
/// @param days length of the window that was asked for
/// @param heardSince when evaluations of the environment were first reported; null when never
/// @param heardLast when they were last reported, to the hour; null when never
/// @param unseenReaderAt when a client last fetched the flags to evaluate them unseen; null when none did
record StaleFlagsResponse(
        String environment,
        Instant at,
        int days,
        @Nullable Instant heardSince,
        @Nullable Instant heardLast,
        @Nullable Instant unseenReaderAt,
        List<Row> flags) {

    /// One flag.
    ///
    /// @param status `stale`, `potentially-stale`, `unknown` or `active`
    /// @param reasons why; sentences that have the flag as their subject
    /// @param remedy what to do; empty when nothing is to be done
    /// @param lastEvaluatedAt to the hour; null when no evaluation was ever reported
    /// @param references null when no scan looked for it
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

    /// A variant that was served; the empty one is the caller's default.
    record VariantUsage(String variant, Instant firstAt, Instant lastAt) {}

    /// Where code names it.
    ///
    /// @param examples some places, as `repository path:line`
    record References(int repositories, int places, Instant scannedAt, List<String> examples) {}
}
