// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.risk;

import dev.evenkeel.server.foundation.manifest.ManifestJsonMapper;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A risk case that is kept under a name.
///
/// @param text the case, as docs/reference/risk-cases.md has it, in JSON
/// @param files texts of files that it names
record StoredRiskCase(String text, Map<String, String> files) {
    static final String FILES = "files";

    StoredRiskCase {
        files = Map.copyOf(files);
    }

    /// @param spec an object: the case, and beside its members the texts of files
    static StoredRiskCase of(JsonNode spec) {
        ObjectNode rest = (ObjectNode) spec.deepCopy();
        JsonNode given = rest.remove(FILES);
        Map<String, String> files = new TreeMap<>();
        if (given != null) {
            given.properties()
                    .forEach(file -> files.put(file.getKey(), file.getValue().asString("")));
        }
        return new StoredRiskCase(
                ManifestJsonMapper.EXACT.writerWithDefaultPrettyPrinter().writeValueAsString(rest), files);
    }
}
