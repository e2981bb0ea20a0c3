// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.openslo;

import dev.evenkeel.files.json.Faults;
import dev.evenkeel.files.json.JsonFields;
import dev.evenkeel.files.json.Pointer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// The rules that every object keeps, and where those of its kind are.
///
/// @param pointer where the object is
record ObjectRules(String pointer, Faults faults, Faults warnings) {
    private static final String VERSION = "openslo/v1";
    private static final int LONGEST_DESCRIPTION = 1050;

    /// The object; empty when it has a fault.
    Optional<OpenSloObject> read(JsonNode node) {
        int before = faults.all().size();
        JsonFields fields =
                new JsonFields(node, pointer, faults).only(Set.of("apiVersion", "kind", "metadata", "spec"));
        Form.oneOf(fields, "apiVersion", List.of(VERSION));
        String kindText = Form.text(fields, "kind", "write one of " + Kind.NAMES);
        Optional<Kind> kind = Kind.of(kindText);
        if (kind.isEmpty() && !kindText.isBlank()) {
            Form.fault(fields, "kind", "there is no kind \"" + kindText + "\"", "write one of " + Kind.NAMES);
        }
        String name = metadata(fields.object("metadata"));
        if (fields.find("spec") == null) {
            Form.fault(fields, "spec", "is missing", "say what the object is");
        } else {
            kind.ifPresent(known -> spec(known, fields.object("spec")));
        }
        return kind.filter(_ -> faults.all().size() == before)
                .map(known -> new OpenSloObject(known, name, pointer, node));
    }

    private void spec(Kind kind, JsonFields spec) {
        description(spec);
        switch (kind) {
            case DATA_SOURCE -> dataSource(spec);
            case SERVICE -> spec.only(Set.of("description"));
            case SLI -> SliRules.check(spec);
            case SLO -> new SloRules(warnings).check(spec);
            case ALERT_POLICY -> new AlertRules(warnings).policy(spec);
            case ALERT_CONDITION -> new AlertRules(warnings).condition(spec);
            case ALERT_NOTIFICATION_TARGET -> AlertRules.target(spec);
        }
    }

    private static void dataSource(JsonFields spec) {
        spec.only(Set.of("description", "type", "connectionDetails"));
        Form.text(spec, "type", "write Prometheus, evenkeel, or what it is");
    }

    /// @return the name
    static String metadata(JsonFields metadata) {
        metadata.only(Set.of("name", "displayName", "labels", "annotations"));
        metadata.text("displayName", "");
        texts(metadata.object("annotations"), false);
        texts(metadata.object("labels"), true);
        return Form.name(metadata, "name");
    }

    private static void texts(JsonFields map, boolean lists) {
        if (map.object() == null) {
            return;
        }
        map.object().properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            boolean list = lists && value.isArray() && value.valueStream().allMatch(JsonNode::isString);
            if (!value.isString() && !list) {
                String wanted = lists ? "a text or a list of texts" : "a text";
                Form.fault(
                        map, Pointer.step(entry.getKey()), "must be " + wanted + ", got " + value, "put it in quotes");
            }
        });
    }

    private static void description(JsonFields spec) {
        String description = spec.text("description", "");
        if (description.length() > LONGEST_DESCRIPTION) {
            Form.fault(
                    spec,
                    "description",
                    "must be at most " + LONGEST_DESCRIPTION + " characters, got " + description.length(),
                    "say it shorter");
        }
    }
}
