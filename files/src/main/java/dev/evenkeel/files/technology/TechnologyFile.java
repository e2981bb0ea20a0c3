// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.technology;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.RecordBinder;
import dev.evenkeel.files.json.ValidatedRecord;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.files.yaml.YamlCodec;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A technology register file, YAML or JSON, and the request that applies it.
public record TechnologyFile(
        @JsonProperty(required = true)
        @JsonPropertyDescription("technologies by key; omitted fields of a technology keep their values")
        Map<String, TechnologyPatch> technologies)
        implements ValidatedRecord {
    /// Parses a file.
    ///
    /// @param errors receives all validation errors; with any, the result is empty
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
        TechnologyFile file =
                RecordBinder.bind(TechnologyFile.class, new JsonObjectReader(json, "", errors), Map.of(), Set.of());
        return file == null ? List.of() : List.copyOf(file.technologies().values());
    }

    @Override
    public void validate(String pointer, ValidationErrors errors) {
        if (technologies.isEmpty()) {
            errors.add(
                    pointer + "/technologies",
                    "must not be empty",
                    "add an object with one member for each technology");
        }
    }
}
