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
        return "the database is older than its clients: an SDK has revision " + clientRevision + " of " + environment
                + ", which the database has lost";
    }

    MalformedOrOverLimitException toException() {
        return new MalformedOrOverLimitException(
                ProblemCode.DATABASE_OUTDATED,
                "The database is older than what SDKs of " + environment + " already have (revision " + clientRevision
                        + "; database " + databaseRevision
                        + "). Nothing is delivered or stored until that is resolved.",
                "If it was restored from a backup, or fell back to a replica that lacked the newest changes, start one"
                        + " server once with --restored-from-backup REASON. SDKs keep their flags until then.");
    }
}
