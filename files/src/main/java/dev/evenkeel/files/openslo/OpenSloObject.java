// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.openslo;

import tools.jackson.databind.JsonNode;

/// A valid OpenSLO object.
///
/// @param pointer location in the parsed documents, as `/3`; `/stored/SLO/pay` for a stored object
/// @param json the entire object, to be written unchanged
public record OpenSloObject(OpenSloKind kind, String name, String pointer, JsonNode json) {
    JsonNode spec() {
        return json.path("spec");
    }

    /// Returns the text of an annotation; empty without one.
    String annotation(String key) {
        return json.path("metadata").path("annotations").path(key).asString("");
    }

    /// Creates a stored object with its original JSON.
    public static OpenSloObject ofStored(OpenSloKind kind, String name, JsonNode json) {
        return new OpenSloObject(kind, name, "/stored/" + kind.wireName() + "/" + name, json);
    }
}
