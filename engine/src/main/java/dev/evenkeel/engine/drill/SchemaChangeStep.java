// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.drill;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A step of a schema change.
///
/// @param kind effect on existing code
/// @param description the schema change in words
/// @param oldestReader name of the oldest code that can read and write the schema after it
/// @param change name of the separate change that contains a contract step; null for the other kinds
/// @param completedAt when it was completed; null while it is not
public record SchemaChangeStep(
        ExpandContractPhase kind,
        String description,
        String oldestReader,
        @Nullable String change,
        @Nullable Instant completedAt) {

    /// The effect of a step on existing code.
    public enum ExpandContractPhase {
        /// Adds what newer code needs; older code still works.
        @JsonProperty("expand")
        EXPAND,
        /// Moves or copies rows; older code still works.
        @JsonProperty("migrate")
        MIGRATE,
        /// Removes what only older code needs; older code stops working.
        @JsonProperty("contract")
        CONTRACT;

        /// Returns the kind in plans, in lower case.
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Whether the step is completed.
    @JsonIgnore
    public boolean isDone() {
        return completedAt != null;
    }
}
