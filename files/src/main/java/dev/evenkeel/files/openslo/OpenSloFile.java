// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.openslo;

import dev.evenkeel.engine.validation.ValidationError;
import dev.evenkeel.files.json.JsonTextParser;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.files.yaml.YamlCodec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// The contents of an OpenSLO v1 file: objects, or lists of objects, in a stream of YAML documents, or in one
/// JSON document. Pointers begin with the 0-based number of the object in the whole file.
///
/// @param objects valid objects
/// @param errors all validation errors
/// @param warnings values that are valid but are read differently from what they suggest
public record OpenSloFile(List<OpenSloObject> objects, List<ValidationError> errors, List<ValidationError> warnings) {
    public OpenSloFile {
        objects = List.copyOf(objects);
        errors = List.copyOf(errors);
        warnings = List.copyOf(warnings);
    }

    /// Parses YAML or JSON. A syntax error is an error of the whole file.
    public static OpenSloFile parse(String text) {
        var errors = new ValidationErrors();
        var warnings = new ValidationErrors();
        List<OpenSloObject> objects = new ArrayList<>();
        try {
            List<JsonNode> nodes = parseDocuments(text);
            for (int i = 0; i < nodes.size(); i++) {
                new OpenSloObjectValidator("/" + i, errors, warnings)
                        .validate(nodes.get(i))
                        .ifPresent(objects::add);
            }
            if (nodes.isEmpty()) {
                errors.add("", "contains no objects", "add at least one OpenSLO v1 object");
            }
        } catch (NumberFormatException | JacksonException e) {
            errors.add("", "cannot be read: " + JsonTextParser.formatMessage(e), "use YAML or JSON");
        } catch (IllegalArgumentException e) {
            errors.add("", "cannot be read: " + e.getMessage(), "use YAML or JSON");
        }
        checkDuplicates(objects, errors, warnings);
        return new OpenSloFile(objects, errors.toList(), warnings.toList());
    }

    private static List<JsonNode> parseDocuments(String text) {
        String start = text.stripLeading();
        List<String> documents =
                start.startsWith("{") || start.startsWith("[") ? List.of(text) : YamlCodec.toJsonDocuments(text);
        List<JsonNode> nodes = new ArrayList<>();
        for (JsonNode document :
                documents.stream().map(JsonTextParser.STRICT::readTree).toList()) {
            if (document.isArray()) {
                document.forEach(nodes::add);
            } else if (!document.isNull()) {
                nodes.add(document);
            }
        }
        return nodes;
    }

    /// Services may be defined twice, for two environments, because no object references their contents.
    private static void checkDuplicates(
            List<OpenSloObject> objects, ValidationErrors errors, ValidationErrors warnings) {
        Map<List<Object>, OpenSloObject> seen = new HashMap<>();
        for (OpenSloObject object : objects) {
            OpenSloObject before = seen.putIfAbsent(List.of(object.kind(), object.name()), object);
            if (before != null) {
                ValidationErrors where = object.kind() == OpenSloKind.SERVICE ? warnings : errors;
                where.add(
                        object.pointer() + "/metadata/name",
                        "duplicate " + object.kind().wireName() + " \"" + object.name() + "\", already at "
                                + before.pointer(),
                        "use unique names for objects of a kind");
            }
        }
    }

    /// Writes the objects as a JSON array.
    public static String toJson(List<OpenSloObject> objects) {
        ArrayNode all = JsonTextParser.STRICT.createArrayNode();
        objects.forEach(object -> all.add(object.json()));
        return all.toPrettyString();
    }
}
