// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.definition;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A change of the definition, or of its schedule, from which on a flag evaluates differently.
///
/// @param change revision and instant from which on it does, who made it and why; of a scheduled change the
///     revision that scheduled it
/// @param undoneAt when a later change let the flag evaluate as before this one, or switched it off; null for
///     never
/// @param undoes whether it lets the flag evaluate as before another one
public record FlagEvaluationChange(
        String environment,
        String flag,
        DefinitionRevision change,
        Effect effect,
        @Nullable Instant undoneAt,
        boolean undoes) {
    /// What a change does to a flag.
    public enum Effect {
        CREATED("created"),
        CHANGED("changed"),
        /// Through a segment, the hash rule or a flag that it asks first.
        INDIRECT("changed through a segment, the hash rule or a prerequisite"),
        SWITCHED_OFF("switched off"),
        SWITCHED_ON("switched on"),
        DELETED("deleted"),
        /// It was off before and is off: evaluations stay as they are.
        WHILE_OFF("changed while it was off"),
        /// Only changes are scheduled or removed that are not due yet: evaluations stay as they are.
        PLANNED("scheduled"),
        /// A scheduled change became due.
        SCHEDULED("changed by its schedule");

        private final String words;

        Effect(String words) {
            this.words = words;
        }

        /// As in "flag checkout was ...".
        public String words() {
            return words;
        }
    }

    public FlagEvaluationChange undoneAt(Instant at) {
        return new FlagEvaluationChange(environment, flag, change, effect, at, undoes);
    }

    public FlagEvaluationChange undoing() {
        return new FlagEvaluationChange(environment, flag, change, effect, undoneAt, true);
    }
}
