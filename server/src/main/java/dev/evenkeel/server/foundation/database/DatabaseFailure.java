// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.database;

import dev.evenkeel.server.foundation.problems.Problem;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionSystemException;

/// The reason why the database failed, by the SQL state of its error (docs/reference/faults.md). None of these
/// is caused by a request; each may be over a moment later.
public enum DatabaseFailure {
    /// The database answers reads and rejects writes: a standby, or `default_transaction_read_only` is on.
    READ_ONLY(
            "The database is read-only. Nothing was changed. The server still delivers flags.",
            "Make the database writable, or wait until its failover is complete. ./evenkeel doctor shows its state."),
    /// The database has no free disk space.
    STORAGE_FULL(
            "The database has no free disk space. Nothing was changed. The server still delivers flags.",
            "Add disk space to the database."),
    /// The database accepts no further connections.
    TOO_MANY_CONNECTIONS(
            "The database accepts no more connections.",
            "Retry in a second. If the error persists, increase max_connections of PostgreSQL or the connection limit"
                    + " of its role."),
    /// The database rolled the transaction back because of a concurrent one.
    CONFLICT("The database rolled back this change because of a concurrent change.", "Retry."),
    /// The database is unreachable, is starting or stopping, or terminated the session.
    UNAVAILABLE(
            "The database does not respond.",
            "Retry in a second. If the error persists, check that PostgreSQL is running, and check the server log.");

    /// `read_only_sql_transaction`.
    static final String READ_ONLY_STATE = "25006";

    private final String detail;
    private final String remedy;

    DatabaseFailure(String detail, String remedy) {
        this.detail = detail;
        this.remedy = remedy;
    }

    /// Returns the failure that an exception reports; empty when the exception is not a database failure.
    public static Optional<DatabaseFailure> classify(Exception error) {
        Throwable cause =
                error instanceof TransactionSystemException end && end.getOriginalException() instanceof Exception first
                        ? first
                        : error;
        while (cause != null && !(cause instanceof SQLException)) {
            cause = cause.getCause();
        }
        return cause instanceof SQLException sql
                ? Optional.ofNullable(findByState(sql.getSQLState()))
                : Optional.empty();
    }

    private static @Nullable DatabaseFailure findByState(@Nullable String state) {
        if (state == null) {
            return null;
        }
        return switch (state) {
            case READ_ONLY_STATE -> READ_ONLY;
            case "53100" -> STORAGE_FULL;
            case "53300" -> TOO_MANY_CONNECTIONS;
            /* Sessions that the database terminated because they were idle for too long. */
            case "25P03", "25P04" -> UNAVAILABLE;
            default -> findByClass(state.substring(0, Math.min(2, state.length())));
        };
    }

    private static @Nullable DatabaseFailure findByClass(String sqlClass) {
        return switch (sqlClass) {
            case "40" -> CONFLICT;
            case "08", "53", "57", "58" -> UNAVAILABLE;
            default -> null;
        };
    }

    /// Returns the error response.
    public Problem toProblem() {
        return Problem.of(ProblemCode.DATABASE_UNAVAILABLE, detail, remedy);
    }
}
