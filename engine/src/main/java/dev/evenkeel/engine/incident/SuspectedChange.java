// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A change that may have had to do with an incident.
///
/// @param name of the change: `rollout:r-1`, `edit:default/payment-core@12`
/// @param kind what sort of change
/// @param service key of the service that it changed
/// @param distance 0 when that is the service that is hurt, 1 when that one needs it directly, and so on
/// @param at when it took effect
/// @param undoneAt when it was undone everywhere; null while it is in effect
/// @param judgedBad whether the guard rolled it back, or a person ended it
/// @param flag that it changed; null for what is no change of a flag
/// @param words what it did, for people
public record SuspectedChange(
        String name,
        Kind kind,
        String service,
        int distance,
        Instant at,
        @Nullable Instant undoneAt,
        boolean judgedBad,
        @Nullable ChangedFlag flag,
        String words) {

    /// A flag as a change made it.
    ///
    /// @param environment of the flag
    /// @param key of the flag
    /// @param revision of the environment that brought the change
    public record ChangedFlag(String environment, String key, long revision) {
        /// The flag, as `environment/key`.
        public String name() {
            return environment + "/" + key;
        }
    }

    /// What sort of change.
    public enum Kind {
        /// A step of a rollout.
        ROLLOUT("a step of a rollout", 37),
        /// An edit of a flag, or a scheduled change of it that became due.
        FLAG_EDIT("an edit of a flag", 31),
        /// The start of an experiment.
        EXPERIMENT("an experiment", 31),
        /// A rollback, the end of an experiment, or an edit that makes a flag evaluate as before.
        RETURN("a return to an earlier state", 5),
        /// Other code, told from outside.
        DEPLOYMENT("a deployment", 37),
        /// Other settings, told from outside.
        CONFIGURATION("a change of configuration", 31),
        /// Another shape of stored data.
        SCHEMA("a change of a schema", 6),
        /// Other machines or networks.
        INFRASTRUCTURE("a change of infrastructure", 7);

        private final String words;
        private final int prior;

        Kind(String words, int prior) {
            this.words = words;
            this.prior = prior;
        }

        String words() {
            return words;
        }

        /* How often such a thing triggers an incident, of a hundred: SRE workbook, table C-1 (binary push 37,
        configuration push 31, capacity and hardware 7). For schemas and returns we know of no figure; theirs are ours. */
        int prior() {
            return prior;
        }
    }
}
