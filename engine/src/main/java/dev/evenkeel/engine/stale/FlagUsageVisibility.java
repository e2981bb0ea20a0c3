// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.stale;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What of an environment's evaluations can be seen at all.
///
/// @param heard when the use of any flag was reported; null when it never was
/// @param unseenReaderAt when somebody last fetched the flags to evaluate them where it cannot be seen; null
///     when nobody did
public record FlagUsageVisibility(
        @Nullable ReportPeriod heard, @Nullable Instant unseenReaderAt) {
    /// Reports of the use of any flag.
    ///
    /// @param since the first one
    /// @param last the latest one, to the hour
    public record ReportPeriod(Instant since, Instant last) {}
}
