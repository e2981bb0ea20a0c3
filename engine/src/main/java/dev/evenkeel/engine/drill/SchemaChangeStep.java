// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.drill;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A change of the schema that goes with a flag's change.
///
/// @param kind what it does to code that is there
/// @param what it does, in words
/// @param oldestReader name of the oldest code that can read and write the schema after it
/// @param change name of the change of its own that a contract is; null for the other kinds
/// @param doneAt when it was done; null while it was not
public record SchemaChangeStep(
        Kind kind,
        String what,
        String oldestReader,
        @Nullable String change,
        @Nullable Instant doneAt) {

    /// What a step does to code that is there.
    public enum Kind {
        /// Adds what newer code needs; older code goes on as before.
        EXPAND,
        /// Moves or copies rows; older code goes on as before.
        MIGRATE,
        /// Takes away what only older code needs, which cannot go on then.
        CONTRACT;

        /// The kind as plans write it, in lower case.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Whether the schema is as it is after the step.
    public boolean isDone() {
        return doneAt != null;
    }
}
