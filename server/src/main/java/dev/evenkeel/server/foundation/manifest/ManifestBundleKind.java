// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.manifest;

import dev.evenkeel.files.json.ValidationErrors;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A kind of document that contains several objects.
public interface ManifestBundleKind {
    /// Returns the document format.
    KindDescriptor descriptor();

    /// An object in a list.
    ///
    /// @param kind kind of the object
    record BundledObject(String kind, DesiredObject wanted) {}

    /// Returns the objects in a document.
    ///
    /// @param pointer location of the document
    /// @param errors receives all problems
    List<BundledObject> parseObjects(
            ManifestObjectName name, JsonNode document, String pointer, ValidationErrors errors);

    /// Returns the kinds of its objects.
    List<String> objectKinds();

    /// Returns documents that contain all of the objects.
    ///
    /// @param objects by kind
    List<ObjectNode> toDocuments(Map<String, SortedMap<ManifestObjectName, JsonNode>> objects);
}
