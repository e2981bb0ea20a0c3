// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.openslo;

import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.JsonPointerFormatter;
import dev.evenkeel.files.json.ValidationErrors;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// The rules that every object keeps, and where those of its kind are.
///
/// @param pointer where the object is
record OpenSloObjectValidator(String pointer, ValidationErrors faults, ValidationErrors warnings) {
    private static final String VERSION = "openslo/v1";
    private static final int LONGEST_DESCRIPTION = 1050;

    /// The object; empty when it has a fault.
    Optional<OpenSloObject> read(JsonNode node) {
        int before = faults.all().size();
        JsonObjectReader fields =
                new JsonObjectReader(node, pointer, faults).only(Set.of("apiVersion", "kind", "metadata", "spec"));
        OpenSloFieldReader.oneOf(fields, "apiVersion", List.of(VERSION));
        String kindText = OpenSloFieldReader.text(fields, "kind", "write one of " + OpenSloKind.NAMES);
        Optional<OpenSloKind> kind = OpenSloKind.of(kindText);
        if (kind.isEmpty() && !kindText.isBlank()) {
            OpenSloFieldReader.fault(
                    fields, "kind", "there is no kind \"" + kindText + "\"", "write one of " + OpenSloKind.NAMES);
        }
        String name = metadata(fields.object("metadata"));
        if (fields.find("spec") == null) {
            OpenSloFieldReader.fault(fields, "spec", "is missing", "say what the object is");
        } else {
            kind.ifPresent(known -> spec(known, fields.object("spec")));
        }
        return kind.filter(_ -> faults.all().size() == before)
                .map(known -> new OpenSloObject(known, name, pointer, node));
    }

    private void spec(OpenSloKind kind, JsonObjectReader spec) {
        description(spec);
        switch (kind) {
            case DATA_SOURCE -> dataSource(spec);
            case SERVICE -> spec.only(Set.of("description"));
            case SLI -> OpenSloSliValidator.check(spec);
            case SLO -> new OpenSloSloValidator(warnings).check(spec);
            case ALERT_POLICY -> new OpenSloAlertValidator(warnings).policy(spec);
            case ALERT_CONDITION -> new OpenSloAlertValidator(warnings).condition(spec);
            case ALERT_NOTIFICATION_TARGET -> OpenSloAlertValidator.target(spec);
        }
    }

    private static void dataSource(JsonObjectReader spec) {
        spec.only(Set.of("description", "type", "connectionDetails"));
        OpenSloFieldReader.text(spec, "type", "write Prometheus, evenkeel, or what it is");
    }

    /// @return the name
    static String metadata(JsonObjectReader metadata) {
        metadata.only(Set.of("name", "displayName", "labels", "annotations"));
        metadata.text("displayName", "");
        texts(metadata.object("annotations"), false);
        texts(metadata.object("labels"), true);
        return OpenSloFieldReader.name(metadata, "name");
    }

    private static void texts(JsonObjectReader map, boolean lists) {
        if (map.object() == null) {
            return;
        }
        map.object().properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            boolean list = lists && value.isArray() && value.valueStream().allMatch(JsonNode::isString);
            if (!value.isString() && !list) {
                String wanted = lists ? "a text or a list of texts" : "a text";
                OpenSloFieldReader.fault(
                        map,
                        JsonPointerFormatter.step(entry.getKey()),
                        "must be " + wanted + ", got " + value,
                        "put it in quotes");
            }
        });
    }

    private static void description(JsonObjectReader spec) {
        String description = spec.text("description", "");
        if (description.length() > LONGEST_DESCRIPTION) {
            OpenSloFieldReader.fault(
                    spec,
                    "description",
                    "must be at most " + LONGEST_DESCRIPTION + " characters, got " + description.length(),
                    "say it shorter");
        }
    }
}
