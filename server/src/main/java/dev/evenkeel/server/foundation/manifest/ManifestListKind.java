// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.manifest;

import dev.evenkeel.files.json.ValidationErrors;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A kind of document that holds several objects.
public interface ManifestListKind {
    /// How files write it.
    KindDescriptor form();

    /// One object of it.
    ///
    /// @param kind of the object
    record ListedObject(String kind, DesiredObject wanted) {}

    /// The objects of a document.
    ///
    /// @param pointer where the document stands
    /// @param faults gets everything that is wrong
    List<ListedObject> parts(ManifestObjectName name, JsonNode document, String pointer, ValidationErrors faults);

    /// The kinds whose objects it holds.
    List<String> kinds();

    /// Documents that hold all of some objects.
    ///
    /// @param objects by kind
    List<ObjectNode> documents(Map<String, SortedMap<ManifestObjectName, JsonNode>> objects);
}
