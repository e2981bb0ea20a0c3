// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.technology;

import dev.evenkeel.files.json.Faults;
import dev.evenkeel.files.json.JsonFields;
import dev.evenkeel.files.yaml.YamlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A register in a file, YAML or JSON: `technologies:` by key.
public final class TechnologyFile {
    private TechnologyFile() {}

    /// Reads the text of a file.
    ///
    /// @param faults gets everything that is wrong; what is given then is not to be used
    public static List<TechnologyDraft> read(String text, Faults faults) {
        try {
            return read(JsonMapper.shared().readTree(YamlText.toJson(text)), faults);
        } catch (IllegalArgumentException e) {
            faults.add("", String.valueOf(e.getMessage()), "correct the YAML");
            return List.of();
        }
    }

    /// Reads the same as JSON.
    public static List<TechnologyDraft> read(JsonNode json, Faults faults) {
        JsonFields fields = new JsonFields(json, "", faults).only(Set.of("technologies"));
        JsonFields listed = fields.object("technologies");
        JsonNode object = listed.object();
        if (object == null || object.isEmpty()) {
            faults.add("/technologies", "is missing", "give an object with one member for each technology");
            return List.of();
        }
        List<TechnologyDraft> drafts = new ArrayList<>();
        object.propertyStream()
                .forEach(entry -> drafts.add(
                        TechnologyDraft.read(entry.getKey(), entry.getValue(), listed.at(entry.getKey()), faults)));
        return drafts;
    }
}
