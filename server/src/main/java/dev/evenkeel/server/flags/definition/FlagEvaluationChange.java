// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.definition;

import dev.evenkeel.api.FlagApi.FlagSetRevision;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A change of the definition, or a scheduled change, that makes a flag evaluate differently.
///
/// @param change revision, instant, author and reason of the change; of a scheduled change, the revision that
///     scheduled it
/// @param undoneAt when a later change restored the behaviour before this one, or disabled the flag; null for
///     never
/// @param undoes whether it restores the behaviour before another change
public record FlagEvaluationChange(
        String environment,
        String flag,
        FlagSetRevision change,
        FlagChangeType effect,
        @Nullable Instant undoneAt,
        boolean undoes) {
    /// The effect of a change on a flag.
    public enum FlagChangeType {
        CREATED("created"),
        MODIFIED("changed"),
        /// Changed through a segment, the hash rule or a prerequisite.
        INDIRECT("changed through a segment, the hash rule or a prerequisite"),
        DISABLED("disabled"),
        ENABLED("enabled"),
        DELETED("deleted"),
        /// The flag was disabled and still is: evaluations do not change.
        MODIFIED_WHILE_DISABLED("changed while it was disabled"),
        /// Only scheduled changes that are not due yet are added or removed: evaluations do not change.
        SCHEDULE_ONLY("scheduled"),
        /// A scheduled change became due.
        SCHEDULED("changed by its schedule");

        private final String words;

        FlagChangeType(String words) {
            this.words = words;
        }

        /// Returns the predicate of "flag checkout was ...".
        public String text() {
            return words;
        }
    }

    public FlagEvaluationChange withUndoneAt(Instant at) {
        return new FlagEvaluationChange(environment, flag, change, effect, at, undoes);
    }

    public FlagEvaluationChange asUndo() {
        return new FlagEvaluationChange(environment, flag, change, effect, undoneAt, true);
    }
}
