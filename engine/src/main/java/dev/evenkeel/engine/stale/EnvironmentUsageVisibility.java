// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.stale;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The visibility of an environment's flag usage.
///
/// @param reports period of usage reports of any flag; null without reports
/// @param lastBulkReadAt when a client last fetched the flags for an evaluation that is not reported; null
///     when none did
public record EnvironmentUsageVisibility(
        @Nullable ReportPeriod reports, @Nullable Instant lastBulkReadAt) {
    /// The period of usage reports of any flag.
    ///
    /// @param since first report
    /// @param last latest report, to the hour
    public record ReportPeriod(Instant since, Instant last) {}
}
