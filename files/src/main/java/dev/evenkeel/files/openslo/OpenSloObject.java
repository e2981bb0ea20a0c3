// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.openslo;

import tools.jackson.databind.JsonNode;

/// One object that keeps the rules of its kind.
///
/// @param pointer where it was in the documents that were read, as `/3`; of a stored one `/stored/SLO/pay`
/// @param json all of it, to be written back as it is
public record OpenSloObject(OpenSloKind kind, String name, String pointer, JsonNode json) {
    JsonNode spec() {
        return json.path("spec");
    }

    /// Text of an annotation; empty when it has none.
    String annotation(String key) {
        return json.path("metadata").path("annotations").path(key).asString("");
    }

    /// An object that was stored, as it was written then.
    public static OpenSloObject stored(OpenSloKind kind, String name, JsonNode json) {
        return new OpenSloObject(kind, name, "/stored/" + kind.text() + "/" + name, json);
    }
}
