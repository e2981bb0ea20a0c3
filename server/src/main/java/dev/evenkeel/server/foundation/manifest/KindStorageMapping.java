// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.manifest;

import dev.evenkeel.files.json.JsonTextParser;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// The storage of one kind of objects that are stored as declared.
///
/// @param location table of the objects
/// @param actions names of the actions in the audit log
/// @param parser parses the stored text of an object
/// @param serializer serializes an object for its row and for the audit log
/// @param <T> type of the spec; equal specs are equivalent
public record KindStorageMapping<T>(
        TableLocation location, AuditActions actions, Function<String, T> parser, Function<T, String> serializer) {
    /// A table with one row per object.
    ///
    /// @param table name of the table
    /// @param key columns that identify an object: that of its environment, if any, then that of its name
    /// @param spec column of the spec, text or jsonb
    public record TableLocation(String table, List<String> key, String spec) {
        public TableLocation {
            key = List.copyOf(key);
        }
    }

    /// Names of the actions in the audit log.
    ///
    /// @param save when an object is created or updated
    /// @param delete when it is deleted
    public record AuditActions(String save, String delete) {}

    /// Creates the storage of objects as JSON with all digits.
    public static KindStorageMapping<JsonNode> ofJson(TableLocation place, AuditActions actions) {
        return new KindStorageMapping<>(place, actions, JsonTextParser.STRICT::readTree, JsonNode::toString);
    }
}
