// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A change that may have contributed to an incident.
///
/// @param name name of the change: `rollout:r-1`, `edit:default/payment-core@12`
/// @param kind kind of change
/// @param service key of the changed service
/// @param distance 0 when that is the affected service, 1 when the affected service depends on it directly,
///     and so on
/// @param at when it took effect
/// @param undoneAt when it was reverted everywhere; null while it is in effect
/// @param judgedBad whether the guard rolled it back, or a person ended it
/// @param flag changed flag; null for changes of other things
/// @param summary what it changed, for people
public record SuspectedChange(
        String name,
        Kind kind,
        String service,
        int distance,
        Instant at,
        @Nullable Instant undoneAt,
        boolean judgedBad,
        @Nullable ChangedFlag flag,
        String summary) {

    /// The flag revision that a change created.
    ///
    /// @param environment environment of the flag
    /// @param key key of the flag
    /// @param revision revision of the environment that contains the change
    public record ChangedFlag(String environment, String key, long revision) {
        /// Returns the flag as `environment/key`.
        public String name() {
            return environment + "/" + key;
        }
    }

    public enum Kind {
        /// A step of a rollout.
        ROLLOUT("a rollout step", 37),
        /// An edit of a flag, or a scheduled change that became due.
        FLAG_EDIT("a flag edit", 31),
        /// The start of an experiment.
        EXPERIMENT("an experiment", 31),
        /// A rollback, the end of an experiment, or an edit that restores the previous evaluation of a flag.
        RETURN("a rollback to an earlier state", 5),
        /// A code deployment, reported by an external system.
        DEPLOYMENT("a deployment", 37),
        /// A configuration change, reported by an external system.
        CONFIGURATION("a configuration change", 31),
        /// A change of a database schema.
        SCHEMA("a schema change", 6),
        /// A change of machines or networks.
        INFRASTRUCTURE("an infrastructure change", 7);

        private final String words;
        private final int prior;

        Kind(String words, int prior) {
            this.words = words;
            this.prior = prior;
        }

        String label() {
            return words;
        }

        /*
         * Share of incidents triggered by this kind, in percent: SRE workbook, table C-1 (binary push 37,
         * configuration push 31, capacity and hardware 7). No published figures exist for schemas and returns; theirs
         * are our estimates.
         */
        int priorWeight() {
            return prior;
        }
    }
}
