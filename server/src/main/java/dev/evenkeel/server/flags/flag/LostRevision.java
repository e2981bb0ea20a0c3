// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.flag;

import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.problems.RequestRefusedException;
import java.time.Instant;

/// A revision that an SDK has and the database has lost.
///
/// @param known the newest revision that an SDK has proven
/// @param database the environment's revision in the database
/// @param since when that became known
public record LostRevision(String environment, long known, long database, Instant since) {
    /// The sentence for people, in the same words while nothing changes.
    public String words() {
        return "the database is older than its clients: an SDK has revision " + known + " of " + environment
                + ", which the database has lost";
    }

    RequestRefusedException refusal() {
        return new RequestRefusedException(
                ProblemCode.DATABASE_OUTDATED,
                "The database is older than what SDKs of " + environment + " already have (revision " + known
                        + "; database " + database + "). Nothing is delivered or stored until that is resolved.",
                "If it was restored from a backup, or fell back to a replica that lacked the newest changes, start one"
                        + " server once with --restored REASON. SDKs keep their flags until then.");
    }
}
