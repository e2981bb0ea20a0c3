// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.risk;

import dev.evenkeel.files.json.JsonTextParser;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A risk case stored under a name.
///
/// @param text the case as JSON, in the format of docs/reference/risk-cases.md
/// @param files texts of the files that it names
record StoredRiskCase(String text, Map<String, String> files) {
    static final String FILES = "files";

    StoredRiskCase {
        files = Map.copyOf(files);
    }

    /// @param spec JSON object with the members of the case and the texts of its files
    static StoredRiskCase of(JsonNode spec) {
        ObjectNode rest = (ObjectNode) spec.deepCopy();
        JsonNode given = rest.remove(FILES);
        Map<String, String> files = new TreeMap<>();
        if (given != null) {
            given.properties()
                    .forEach(file -> files.put(file.getKey(), file.getValue().asString("")));
        }
        return new StoredRiskCase(
                JsonTextParser.STRICT.writerWithDefaultPrettyPrinter().writeValueAsString(rest), files);
    }
}
