// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.openslo;

import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.JsonPointerFormatter;
import dev.evenkeel.files.json.ValidationErrors;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// A validator of the rules for every object, which delegates to the validator of its kind.
///
/// @param pointer JSON pointer of the object
record OpenSloObjectValidator(String pointer, ValidationErrors errors, ValidationErrors warnings) {
    private static final String VERSION = "openslo/v1";
    private static final int LONGEST_DESCRIPTION = 1050;

    /// Validates an object; empty when it has an error.
    Optional<OpenSloObject> validate(JsonNode node) {
        int before = errors.toList().size();
        JsonObjectReader fields = new JsonObjectReader(node, pointer, errors)
                .rejectUnknownFields(Set.of("apiVersion", "kind", "metadata", "spec"));
        OpenSloFieldReader.requireOneOf(fields, "apiVersion", List.of(VERSION));
        String kindText = fields.requireText("kind", "use one of " + OpenSloKind.NAMES);
        Optional<OpenSloKind> kind = OpenSloKind.findByName(kindText);
        if (kind.isEmpty() && !kindText.isBlank()) {
            fields.addError("kind", "unknown kind \"" + kindText + "\"", "use one of " + OpenSloKind.NAMES);
        }
        String name = validateMetadata(fields.object("metadata"));
        if (fields.find("spec") == null) {
            fields.addError("spec", "is missing", "add the specification of the object");
        } else {
            kind.ifPresent(known -> validateSpec(known, fields.object("spec")));
        }
        return kind.filter(_ -> errors.toList().size() == before)
                .map(known -> new OpenSloObject(known, name, pointer, node));
    }

    private void validateSpec(OpenSloKind kind, JsonObjectReader spec) {
        validateDescription(spec);
        switch (kind) {
            case DATA_SOURCE -> validateDataSource(spec);
            case SERVICE -> spec.rejectUnknownFields(Set.of("description"));
            case SLI -> OpenSloSliValidator.validate(spec);
            case SLO -> new OpenSloSloValidator(warnings).validate(spec);
            case ALERT_POLICY -> new OpenSloAlertValidator(warnings).validatePolicy(spec);
            case ALERT_CONDITION -> new OpenSloAlertValidator(warnings).validateCondition(spec);
            case ALERT_NOTIFICATION_TARGET -> OpenSloAlertValidator.validateTarget(spec);
        }
    }

    private static void validateDataSource(JsonObjectReader spec) {
        spec.rejectUnknownFields(Set.of("description", "type", "connectionDetails"));
        spec.requireText("type", "set the type, such as Prometheus or evenkeel");
    }

    /// @return the name
    static String validateMetadata(JsonObjectReader metadata) {
        metadata.rejectUnknownFields(Set.of("name", "displayName", "labels", "annotations"));
        metadata.text("displayName", "");
        validateTexts(metadata.object("annotations"), false);
        validateTexts(metadata.object("labels"), true);
        return OpenSloFieldReader.requireName(metadata, "name");
    }

    private static void validateTexts(JsonObjectReader map, boolean lists) {
        if (map.object() == null) {
            return;
        }
        map.object().properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            boolean list = lists && value.isArray() && value.valueStream().allMatch(JsonNode::isString);
            if (!value.isString() && !list) {
                String wanted = lists ? "a string or a list of strings" : "a string";
                map.addError(
                        JsonPointerFormatter.escape(entry.getKey()),
                        "must be " + wanted + ", got " + value,
                        "put it in quotes");
            }
        });
    }

    private static void validateDescription(JsonObjectReader spec) {
        String description = spec.text("description", "");
        if (description.length() > LONGEST_DESCRIPTION) {
            spec.addError(
                    "description",
                    "must be at most " + LONGEST_DESCRIPTION + " characters, got " + description.length(),
                    "shorten it");
        }
    }
}
