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

/// A parser of technology register files, YAML or JSON: `technologies:` by key.
public final class TechnologyFileParser {
    private TechnologyFileParser() {}

    /// Parses a file.
    ///
    /// @param errors receives all validation errors; with any, the result must not be used
    public static List<TechnologyPatch> parse(String text, ValidationErrors errors) {
        try {
            return parse(JsonMapper.shared().readTree(YamlCodec.toJson(text)), errors);
        } catch (IllegalArgumentException e) {
            errors.add("", String.valueOf(e.getMessage()), "correct the YAML");
            return List.of();
        }
    }

    /// Parses the JSON of a file.
    public static List<TechnologyPatch> parse(JsonNode json, ValidationErrors errors) {
        JsonObjectReader fields = new JsonObjectReader(json, "", errors).rejectUnknownFields(Set.of("technologies"));
        JsonObjectReader listed = fields.object("technologies");
        JsonNode object = listed.object();
        if (object == null || object.isEmpty()) {
            errors.add("/technologies", "is missing", "add an object with one member for each technology");
            return List.of();
        }
        List<TechnologyPatch> drafts = new ArrayList<>();
        object.propertyStream()
                .forEach(entry -> drafts.add(TechnologyPatch.parse(
                        entry.getKey(), entry.getValue(), listed.pointerTo(entry.getKey()), errors)));
        return drafts;
    }
}
