// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.manifest;

import dev.evenkeel.files.yaml.YamlCodec;
import dev.evenkeel.server.foundation.manifest.KindDescriptor;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// Model of the page that shows the objects of a kind as manifests.
///
/// @param documents objects shown, at most [#MOST]
/// @param hiddenCount number of further objects
record KindObjectsYamlPageModel(KindDescriptor kind, List<ObjectNode> documents, int hiddenCount) {
    private static final int MOST = 50;

    KindObjectsYamlPageModel {
        documents = List.copyOf(documents);
    }

    /// @param environment environment of the objects; empty for all
    /// @param name name of a single object; empty for all
    static KindObjectsYamlPageModel of(
            KindDescriptor descriptor, List<ObjectNode> documents, String environment, String name) {
        List<ObjectNode> wanted = documents.stream()
                .filter(one -> name.isEmpty() || name.equals(metadataText(one, "name")))
                .filter(one -> environment.isEmpty() || environment.equals(metadataText(one, "environment")))
                .toList();
        return new KindObjectsYamlPageModel(
                descriptor, wanted.stream().limit(MOST).toList(), Math.max(0, wanted.size() - MOST));
    }

    private static String metadataText(ObjectNode document, String member) {
        return document.path("metadata").path(member).asString("");
    }

    /// Returns the title of an object.
    static String formatTitle(ObjectNode document) {
        String environment = metadataText(document, "environment");
        return (environment.isEmpty() ? "" : environment + "/") + metadataText(document, "name");
    }

    /// Returns an object as YAML.
    static String toYaml(ObjectNode document) {
        return YamlCodec.toYaml(List.of(document));
    }

    /// Returns the command that exports the object to a file.
    String command(ObjectNode document) {
        String environment = metadataText(document, "environment");
        return "./evenkeel export " + kind.kind() + " " + metadataText(document, "name")
                + (environment.isEmpty() ? "" : " --in " + environment);
    }
}
