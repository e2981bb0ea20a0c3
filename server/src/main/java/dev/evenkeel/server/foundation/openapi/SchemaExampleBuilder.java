// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.openapi;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Builder of example values from JSON Schemas.
final class SchemaExampleBuilder {
    private static final int MOST_DEPTH = 4;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Map<String, String> TEXTS = Map.ofEntries(
            Map.entry("environment", "production"),
            Map.entry("flag", "payment-core"),
            Map.entry("service", "payments"),
            Map.entry("candidate", "modern"),
            Map.entry("control", "classic"),
            Map.entry("plan", "standard"),
            Map.entry("reason", "new core"),
            Map.entry("onBehalfOf", "anna"),
            Map.entry("owner", "team-payments"),
            Map.entry("changeClass", "normal"),
            Map.entry("currency", "CHF"),
            Map.entry("url", "https://example.com/hook"),
            Map.entry("zone", "Europe/Zurich"));

    private final JsonNode schemas;

    /// @param schemas schemas by name, as in `components` of an OpenAPI document
    SchemaExampleBuilder(JsonNode schemas) {
        this.schemas = schemas;
    }

    /// Builds an example of a schema.
    JsonNode build(JsonNode schema) {
        return build("", schema, 0, new HashSet<>());
    }

    /// Returns the schema that a reference names; other schemas unchanged.
    JsonNode resolve(JsonNode schema) {
        String reference = schema.path("$ref").asString("");
        return reference.isEmpty() ? schema : schemas.path(reference.substring(reference.lastIndexOf('/') + 1));
    }

    private JsonNode build(String name, JsonNode schema, int depth, Set<String> open) {
        String reference = schema.path("$ref").asString("");
        if (!reference.isEmpty() && !open.add(reference)) {
            return NODES.objectNode();
        }
        JsonNode value = value(name, resolve(schema), depth, open);
        open.remove(reference);
        return value;
    }

    private JsonNode value(String name, JsonNode schema, int depth, Set<String> open) {
        for (String choice : List.of("anyOf", "oneOf", "allOf")) {
            if (schema.has(choice)) {
                return build(name, firstUsable(schema.path(choice)), depth, open);
            }
        }
        if (schema.has("const")) {
            return schema.path("const");
        }
        if (!schema.path("enum").isEmpty()) {
            return schema.path("enum").get(0);
        }
        return switch (type(schema)) {
            case "object" -> object(schema, depth, open);
            case "array" -> array(name, schema, depth, open);
            case "integer" -> NODES.numberNode(1);
            case "number" -> NODES.numberNode(0.5);
            case "boolean" -> NODES.booleanNode(true);
            default -> NODES.stringNode(text(name, schema));
        };
    }

    private static JsonNode firstUsable(JsonNode choices) {
        for (JsonNode choice : choices) {
            if (!choice.path("type").asString("").equals("null")) {
                return choice;
            }
        }
        return NODES.objectNode();
    }

    /// Returns the type of a schema; `string` when it has none.
    static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.isArray()) {
            for (JsonNode one : type) {
                if (!one.asString().equals("null")) {
                    return one.asString();
                }
            }
        }
        return type.asString(schema.has("properties") ? "object" : "string");
    }

    private ObjectNode object(JsonNode schema, int depth, Set<String> open) {
        ObjectNode object = NODES.objectNode();
        if (depth < MOST_DEPTH) {
            schema.path("properties")
                    .properties()
                    .forEach(property -> object.set(
                            property.getKey(), build(property.getKey(), property.getValue(), depth + 1, open)));
        }
        return object;
    }

    private ArrayNode array(String name, JsonNode schema, int depth, Set<String> open) {
        ArrayNode array = NODES.arrayNode();
        if (depth < MOST_DEPTH) {
            array.add(build(name.replaceFirst("s$", ""), schema.path("items"), depth + 1, open));
        }
        return array;
    }

    private static String text(String name, JsonNode schema) {
        return switch (schema.path("format").asString("")) {
            case "date-time" -> "2026-12-01T18:00:00Z";
            case "date" -> "2026-12-01";
            case "duration" -> "PT1H";
            default -> TEXTS.getOrDefault(name, name.isEmpty() ? "text" : name);
        };
    }
}
