// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.config;

import java.time.Duration;

/// Retention periods of data that grows with traffic (docs/reference/data-retention.md).
///
/// @param batches ids of accepted batches, 1 to 400 days
/// @param ticks ticks of a rollout after its end, 1 to 4,000 days
/// @param totals sums of deleted data, 30 to 4,000 days, and at least as long as `batches` and `ticks`
/// @param events events and their deliveries, 1 to 400 days
public record RetentionOptions(Duration batches, Duration ticks, Duration totals, Duration events) {
    /// Parses the options.
    ///
    /// @throws CommandLineUsageException when a value is not a duration or out of range
    static RetentionOptions parse(ServerOptionValues values) {
        RetentionOptions retention = new RetentionOptions(
                values.getDuration(ServerOption.BATCH_RETENTION, "P1D", "P400D"),
                values.getDuration(ServerOption.TICK_RETENTION, "P1D", "P4000D"),
                values.getDuration(ServerOption.AGGREGATE_RETENTION, "P30D", "P4000D"),
                values.getDuration(ServerOption.EVENT_RETENTION, "P1D", "P400D"));
        if (retention.totals().compareTo(retention.ticks()) < 0
                || retention.totals().compareTo(retention.batches()) < 0) {
            throw new CommandLineUsageException(values.nameOf(ServerOption.AGGREGATE_RETENTION) + " ("
                    + values.getText(ServerOption.AGGREGATE_RETENTION) + ") must be at least "
                    + values.nameOf(ServerOption.TICK_RETENTION) + " ("
                    + values.getText(ServerOption.TICK_RETENTION) + ") and "
                    + values.nameOf(ServerOption.BATCH_RETENTION) + " ("
                    + values.getText(ServerOption.BATCH_RETENTION) + "), because it stores their sums.");
        }
        return retention;
    }
}
