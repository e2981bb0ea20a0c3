// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.manifest;

import dev.evenkeel.files.yaml.YamlCodec;
import dev.evenkeel.server.foundation.manifest.KindDescriptor;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// The page of objects of a kind as the files that they would be.
///
/// @param documents those that are shown, [#MOST] at most
/// @param more how many more there are
record ManifestKindPageModel(KindDescriptor form, List<ObjectNode> documents, int more) {
    private static final int MOST = 50;

    ManifestKindPageModel {
        documents = List.copyOf(documents);
    }

    /// @param environment whose objects; empty for all
    /// @param name of the one object; empty for all
    static ManifestKindPageModel of(KindDescriptor form, List<ObjectNode> documents, String environment, String name) {
        List<ObjectNode> wanted = documents.stream()
                .filter(one -> name.isEmpty() || name.equals(text(one, "name")))
                .filter(one -> environment.isEmpty() || environment.equals(text(one, "environment")))
                .toList();
        return new ManifestKindPageModel(form, wanted.stream().limit(MOST).toList(), Math.max(0, wanted.size() - MOST));
    }

    private static String text(ObjectNode document, String member) {
        return document.path("metadata").path(member).asString("");
    }

    /// What an object is called.
    static String title(ObjectNode document) {
        String environment = text(document, "environment");
        return (environment.isEmpty() ? "" : environment + "/") + text(document, "name");
    }

    /// An object as its file.
    static String yaml(ObjectNode document) {
        return YamlCodec.write(List.of(document));
    }

    /// How the command line writes the file.
    String command(ObjectNode document) {
        String environment = text(document, "environment");
        return "./evenkeel export " + form.kind() + " " + text(document, "name")
                + (environment.isEmpty() ? "" : " --in " + environment);
    }
}
