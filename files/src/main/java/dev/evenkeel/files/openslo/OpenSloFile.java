// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.openslo;

import dev.evenkeel.files.json.JsonTextParser;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.files.yaml.YamlCodec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/// Documents of OpenSLO v1 as they were read: objects, or lists of objects, one document after the other in
/// YAML, or one in JSON. Pointers begin with the number of the object among all of them, from 0 on.
///
/// @param objects those without a fault
/// @param faults everything that breaks a rule
/// @param warnings what is allowed, and reads differently from what it seems to say
public record OpenSloFile(
        List<OpenSloObject> objects,
        List<ValidationErrors.ValidationError> faults,
        List<ValidationErrors.ValidationError> warnings) {
    static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    public OpenSloFile {
        objects = List.copyOf(objects);
        faults = List.copyOf(faults);
        warnings = List.copyOf(warnings);
    }

    /// Reads YAML or JSON. What cannot be read at all is a fault of the whole.
    public static OpenSloFile read(String text) {
        var faults = new ValidationErrors();
        var warnings = new ValidationErrors();
        List<OpenSloObject> objects = new ArrayList<>();
        try {
            List<JsonNode> nodes = nodes(text);
            for (int i = 0; i < nodes.size(); i++) {
                new OpenSloObjectValidator("/" + i, faults, warnings)
                        .read(nodes.get(i))
                        .ifPresent(objects::add);
            }
            if (nodes.isEmpty()) {
                faults.add("", "holds no object", "write at least one object of OpenSLO v1");
            }
        } catch (NumberFormatException | JacksonException e) {
            faults.add("", "cannot be read: " + JsonTextParser.words(e), "write YAML or JSON");
        } catch (IllegalArgumentException e) {
            faults.add("", "cannot be read: " + e.getMessage(), "write YAML or JSON");
        }
        twice(objects, faults, warnings);
        return new OpenSloFile(objects, faults.all(), warnings.all());
    }

    private static List<JsonNode> nodes(String text) {
        String start = text.stripLeading();
        List<String> documents =
                start.startsWith("{") || start.startsWith("[") ? List.of(text) : YamlCodec.documents(text);
        List<JsonNode> nodes = new ArrayList<>();
        for (JsonNode document : documents.stream().map(JSON::readTree).toList()) {
            if (document.isArray()) {
                document.forEach(nodes::add);
            } else if (!document.isNull()) {
                nodes.add(document);
            }
        }
        return nodes;
    }

    /// Services may be told of twice, for two environments; nothing refers to their contents.
    private static void twice(List<OpenSloObject> objects, ValidationErrors faults, ValidationErrors warnings) {
        Map<List<Object>, OpenSloObject> seen = new HashMap<>();
        for (OpenSloObject object : objects) {
            OpenSloObject before = seen.putIfAbsent(List.of(object.kind(), object.name()), object);
            if (before != null) {
                ValidationErrors where = object.kind() == OpenSloKind.SERVICE ? warnings : faults;
                where.add(
                        object.pointer() + "/metadata/name",
                        "the " + object.kind().text() + " \"" + object.name() + "\" is at " + before.pointer()
                                + " already",
                        "give each object of a kind its own name");
            }
        }
    }

    /// The objects as one YAML stream, a document each.
    public static String yaml(List<OpenSloObject> objects) {
        return YamlCodec.write(objects.stream().map(OpenSloObject::json).toList());
    }

    /// The objects as a JSON array.
    public static String json(List<OpenSloObject> objects) {
        ArrayNode all = JSON.createArrayNode();
        objects.forEach(object -> all.add(object.json()));
        return all.toPrettyString();
    }
}
