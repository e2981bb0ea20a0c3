// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A change that may have had to do with an incident.
///
/// @param name of the change: `rollout:r-1`, `flag:default/payment-core`
/// @param kind what sort of change
/// @param service key of the service that it changed
/// @param distance 0 when that is the service that is hurt, 1 when that one needs it directly, and so on
/// @param at when it took effect
/// @param judgedBad whether the guard, or a person who ended it, had judged it bad already
/// @param flag that it changed, as `environment/key`; null for what is no change of a flag
/// @param words what it did, for people
public record CandidateChange(
        String name,
        Kind kind,
        String service,
        int distance,
        Instant at,
        boolean judgedBad,
        @Nullable String flag,
        String words) {

    /// What sort of change.
    public enum Kind {
        /// A step of a rollout.
        ROLLOUT("a step of a rollout", 37),
        /// An edit of a flag.
        FLAG_EDIT("an edit of a flag", 31),
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
        configuration push 31, capacity and hardware 7). For schemas we know of no figure; the 6 of pipelines is ours. */
        int prior() {
            return prior;
        }
    }
}
