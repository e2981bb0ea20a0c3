// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.manifest;

import dev.evenkeel.files.json.Faults;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A kind of document that holds several objects.
public interface ObjectList {
    /// How files write it.
    ObjectForm form();

    /// One object of it.
    ///
    /// @param kind of the object
    record Part(String kind, Wanted wanted) {}

    /// The objects of a document.
    ///
    /// @param pointer where the document stands
    /// @param faults gets everything that is wrong
    List<Part> parts(ObjectName name, JsonNode document, String pointer, Faults faults);

    /// The kinds whose objects it holds.
    List<String> kinds();

    /// Documents that hold all of some objects.
    ///
    /// @param objects by kind
    List<ObjectNode> documents(Map<String, SortedMap<ObjectName, JsonNode>> objects);
}
