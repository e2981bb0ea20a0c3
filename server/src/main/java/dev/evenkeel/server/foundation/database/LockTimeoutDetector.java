// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.database;

import java.sql.SQLException;
import org.springframework.core.NestedExceptionUtils;

/// Detector of statements that failed because another session holds a lock (`lock_not_available`).
public final class LockTimeoutDetector {
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private LockTimeoutDetector() {}

    /// Whether the exception, or its root cause, reports this.
    public static boolean isCauseOf(Throwable error) {
        return NestedExceptionUtils.getMostSpecificCause(error) instanceof SQLException sql
                && LOCK_NOT_AVAILABLE.equals(sql.getSQLState());
    }
}
