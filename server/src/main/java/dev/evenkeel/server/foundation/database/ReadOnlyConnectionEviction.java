// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.database;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/// HikariCP override that evicts a connection when the database rejects a write because the session is
/// read-only. A session keeps that state for its whole lifetime: after `default_transaction_read_only` was
/// switched off again, and after a failover that turned its server into a standby.
final class ReadOnlyConnectionEviction implements SQLExceptionOverride {
    @java.lang.Override
    public Override adjudicate(SQLException error) {
        return DatabaseFailure.READ_ONLY_STATE.equals(error.getSQLState())
                ? Override.MUST_EVICT
                : Override.CONTINUE_EVICT;
    }
}
