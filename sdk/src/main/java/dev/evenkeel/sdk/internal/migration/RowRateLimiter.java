// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.migration;

import java.util.concurrent.TimeUnit;

/// A rate limiter for work on rows: pauses after each part for the time that its rows may take.
record RowRateLimiter(long rowsPerSecond) {
    RowRateLimiter {
        if (rowsPerSecond < 1) {
            throw new IllegalArgumentException("rows per second must be at least 1, got " + rowsPerSecond);
        }
    }

    /// Pauses after some rows.
    void pauseAfter(long rows) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(Math.round(rows * 1e9 / rowsPerSecond));
    }

    /// Validates a number of rows in a range.
    static int rangeRows(int rows) {
        if (rows < 1 || rows > 1_000_000) {
            throw new IllegalArgumentException("rows per range must be 1 to 1,000,000, got " + rows);
        }
        return rows;
    }
}
