// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.technology;

import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.files.yaml.YamlCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A register in a file, YAML or JSON: `technologies:` by key.
public final class TechnologyFileParser {
    private TechnologyFileParser() {}

    /// Reads the text of a file.
    ///
    /// @param faults gets everything that is wrong; what is given then is not to be used
    public static List<TechnologyPatch> read(String text, ValidationErrors faults) {
        try {
            return read(JsonMapper.shared().readTree(YamlCodec.toJson(text)), faults);
        } catch (IllegalArgumentException e) {
            faults.add("", String.valueOf(e.getMessage()), "correct the YAML");
            return List.of();
        }
    }

    /// Reads the same as JSON.
    public static List<TechnologyPatch> read(JsonNode json, ValidationErrors faults) {
        JsonObjectReader fields = new JsonObjectReader(json, "", faults).only(Set.of("technologies"));
        JsonObjectReader listed = fields.object("technologies");
        JsonNode object = listed.object();
        if (object == null || object.isEmpty()) {
            faults.add("/technologies", "is missing", "give an object with one member for each technology");
            return List.of();
        }
        List<TechnologyPatch> drafts = new ArrayList<>();
        object.propertyStream()
                .forEach(entry -> drafts.add(
                        TechnologyPatch.read(entry.getKey(), entry.getValue(), listed.at(entry.getKey()), faults)));
        return drafts;
    }
}
