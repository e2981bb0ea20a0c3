// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.manifest;

import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// Objects of one kind that are kept as they were said, and what is the kind's own about that.
///
/// @param place where they are
/// @param actions what the ledger calls what becomes of one
/// @param read what an object says, of the text in its row
/// @param write the text of what one says, for its row and for the ledger
/// @param <T> what an object says; equal when it says the same
public record StoredKind<T>(
        TableLocation place, AuditActions actions, Function<String, T> read, Function<T, String> write) {
    /// A table with a row for each object.
    ///
    /// @param table its name
    /// @param key columns that name an object: that of its environment, where it belongs to one, and that
    ///     of its name behind
    /// @param spec column of what it says, text or jsonb
    public record TableLocation(String table, List<String> key, String spec) {
        public TableLocation {
            key = List.copyOf(key);
        }
    }

    /// Actions of the ledger.
    ///
    /// @param put when an object is kept, or says something else from now on
    /// @param delete when it is kept no longer
    public record AuditActions(String put, String delete) {}

    /// Objects that are kept as the JSON of their files, with every digit.
    public static StoredKind<JsonNode> ofJson(TableLocation place, AuditActions actions) {
        return new StoredKind<>(place, actions, ManifestJsonMapper.EXACT::readTree, JsonNode::toString);
    }
}
