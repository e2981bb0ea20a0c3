// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.database;

import dev.evenkeel.server.foundation.problems.Problem;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionSystemException;

/// Why the database could not do what it was asked to, by the SQL state of its answer
/// (docs/reference/faults.md). None of these is the fault of a request; each may be over a moment later.
public enum DatabaseFailure {
    /// Reads are answered, writes are refused: a standby, or `default_transaction_read_only` is on.
    READ_ONLY(
            "The database is read-only, so nothing was changed. Flags are still delivered.",
            "Make the database writable, or wait until its failover is over. GET /health then answers"
                    + " \"database\":\"up\"."),
    /// It has no room for more data.
    STORAGE_FULL(
            "The database has no free disk space, so nothing was changed. Flags are still delivered.",
            "Give the database more disk space."),
    /// It lets no further connection in.
    TOO_MANY_CONNECTIONS(
            "The database accepts no more connections.",
            "Try again in a second. If it persists, raise max_connections of the database or the connection limit of its"
                    + " role."),
    /// It undid the transaction in favour of another one.
    CONFLICT("The database undid this change because of a concurrent one.", "Send the request again."),
    /// It is out of reach, is starting or stopping, or ended the session.
    UNAVAILABLE("The database does not answer.", "Try again in a second. If it stays so, look at the server's log.");

    /// `read_only_sql_transaction`.
    static final String READ_ONLY_STATE = "25006";

    private final String detail;
    private final String remedy;

    DatabaseFailure(String detail, String remedy) {
        this.detail = detail;
        this.remedy = remedy;
    }

    /// The failure that an exception reports; empty when the database did answer, or the exception is not about
    /// it.
    public static Optional<DatabaseFailure> find(Exception error) {
        Throwable cause =
                error instanceof TransactionSystemException end && end.getOriginalException() instanceof Exception first
                        ? first
                        : error;
        while (cause != null && !(cause instanceof SQLException)) {
            cause = cause.getCause();
        }
        return cause instanceof SQLException sql ? Optional.ofNullable(ofState(sql.getSQLState())) : Optional.empty();
    }

    private static @Nullable DatabaseFailure ofState(@Nullable String state) {
        if (state == null) {
            return null;
        }
        return switch (state) {
            case READ_ONLY_STATE -> READ_ONLY;
            case "53100" -> STORAGE_FULL;
            case "53300" -> TOO_MANY_CONNECTIONS;
            /* Sessions that the database ended because they stood still for too long. */
            case "25P03", "25P04" -> UNAVAILABLE;
            default -> ofClass(state.substring(0, Math.min(2, state.length())));
        };
    }

    private static @Nullable DatabaseFailure ofClass(String sqlClass) {
        return switch (sqlClass) {
            case "40" -> CONFLICT;
            case "08", "53", "57", "58" -> UNAVAILABLE;
            default -> null;
        };
    }

    /// The answer to the request that met it.
    public Problem problem() {
        return Problem.of(ProblemCode.DATABASE_UNAVAILABLE, detail, remedy);
    }
}
