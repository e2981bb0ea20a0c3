// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.flag;

import dev.evenkeel.server.foundation.problems.MalformedOrOverLimitException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import java.time.Instant;

/// A revision that an SDK has and the database has lost.
///
/// @param clientRevision the newest revision that an SDK has proven
/// @param databaseRevision the environment's revision in the database
/// @param since when the loss was detected
public record DatabaseLostRevision(String environment, long clientRevision, long databaseRevision, Instant since) {
    /// Returns the sentence for people; stays the same while no fact changes.
    public String message() {
        return "the database is older than its SDK clients: an SDK has revision " + clientRevision + " of "
                + environment + ", which the database has lost";
    }

    MalformedOrOverLimitException toException() {
        return new MalformedOrOverLimitException(
                ProblemCode.DATABASE_OUTDATED,
                "SDKs of " + environment + " have revision " + clientRevision + ", but the database has only revision "
                        + databaseRevision + ". The server delivers and stores nothing for this environment until you"
                        + " resolve this.",
                "If you restored a backup or failed over to an outdated replica, start one server once with"
                        + " ./evenkeel serve --restored-from-backup REASON. SDKs keep their flags until then.");
    }
}
