// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.apicontract;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.evenkeel.server.TestServer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.ObjectNode;

/// The schemas of the server's OpenAPI document, and validation against them.
final class ApiSchemas {
    private static final String JSON = "application/json";
    private static final String PLACE = "#/components/schemas/";

    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final Map<JsonNode, Schema> read = new HashMap<>();
    private final JsonNode document;
    private final JsonNode shared;

    ApiSchemas(TestServer server) {
        this.document = TestServer.json(server.get("/v3/api-docs"));
        this.shared = relocateReferences(document.at("/components/schemas"));
    }

    JsonNode document() {
        return document;
    }

    /// Returns the operation of an endpoint; missing if it is not part of the API.
    JsonNode operation(Endpoint endpoint) {
        return document.path("paths")
                .path(endpoint.pattern().replaceAll("\\{(\\w+):[^}]*}", "{$1}"))
                .path(endpoint.method().toLowerCase(Locale.ROOT));
    }

    /// Returns the request body schema of an endpoint; missing if it accepts no JSON.
    JsonNode body(Endpoint endpoint) {
        return operation(endpoint)
                .path("requestBody")
                .path("content")
                .path(JSON)
                .path("schema");
    }

    /// Returns the response schema of an endpoint for a status; missing if the response is not JSON.
    JsonNode answer(Endpoint endpoint, int status) {
        return operation(endpoint)
                .path("responses")
                .path(Integer.toString(status))
                .path("content")
                .path(JSON)
                .path("schema");
    }

    /// Returns the schema of problems.
    JsonNode problem() {
        return document.at("/components/schemas/Problem");
    }

    /// Returns the validation errors of a value.
    List<String> validate(JsonNode schema, JsonNode value) {
        return read.computeIfAbsent(schema, this::read).validate(value).stream()
                .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
                .toList();
    }

    private Schema read(JsonNode schema) {
        ObjectNode whole = (ObjectNode) relocateReferences(schema);
        whole.set("$defs", shared);
        return registry.getSchema(whole);
    }

    /* Relocates references to shared schemas, so that a schema can be used alone. */
    private static JsonNode relocateReferences(JsonNode schemas) {
        return JsonMapper.shared().readTree(schemas.toString().replace("\"" + PLACE, "\"#/$defs/"));
    }

    /// Returns pointers to the members of a value that its schema does not define.
    List<String> findUndocumentedFields(JsonNode schema, JsonNode value) {
        List<String> untold = new ArrayList<>();
        find(List.of(schema), value, "", untold);
        return untold;
    }

    /// Returns the field names of a schema at a pointer.
    Set<String> names(JsonNode schema, String pointer) {
        return at(schema, pointer).stream()
                .flatMap(part -> Stream.concat(part.path("properties").propertyNames().stream(), keys(part)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Stream<String> keys(JsonNode part) {
        return part.has("propertyNames")
                ? parts(part.path("propertyNames"))
                        .flatMap(key -> key.path("enum").valueStream())
                        .map(JsonNode::asString)
                : Stream.empty();
    }

    /// Returns whether a schema allows fields of any name in the object at a pointer.
    boolean allowsAdditionalProperties(JsonNode schema, String pointer) {
        return at(schema, pointer).stream()
                .filter(part -> !part.has("propertyNames"))
                .anyMatch(part -> !part.path("additionalProperties").isMissingNode()
                        && !part.path("additionalProperties").equals(BooleanNode.FALSE));
    }

    /// Returns the names of the required fields.
    Set<String> requiredFields(JsonNode schema) {
        return at(schema, "").stream()
                .flatMap(part -> part.path("required").valueStream())
                .map(JsonNode::asString)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// Returns whether a schema allows any value at a pointer.
    boolean isOpen(JsonNode schema, String pointer) {
        List<JsonNode> parts = at(schema, pointer);
        return parts.isEmpty()
                || parts.stream().anyMatch(part -> part.isEmpty() || (part.size() == 1 && part.has("description")));
    }

    private List<JsonNode> at(JsonNode schema, String pointer) {
        List<JsonNode> parts = parts(schema).toList();
        for (String name : pointer.split("/")) {
            if (!name.isEmpty()) {
                parts = parts.stream()
                        .map(part -> member(part, name))
                        .filter(JsonNode::isObject)
                        .flatMap(this::parts)
                        .toList();
            }
        }
        return parts;
    }

    private static JsonNode member(JsonNode part, String name) {
        if (part.has("items") && name.matches("[0-9]+")) {
            return part.path("items");
        }
        JsonNode named = part.path("properties").path(name);
        return named.isMissingNode() ? part.path("additionalProperties") : named;
    }

    private void find(List<JsonNode> given, JsonNode value, String pointer, List<String> untold) {
        List<JsonNode> schemas = given.stream().flatMap(this::parts).toList();
        if (schemas.stream().allMatch(ApiSchemas::isOpen)) {
            return;
        }
        value.properties().forEach(member -> {
            List<JsonNode> told = schemas.stream()
                    .map(schema -> member(schema, member.getKey()))
                    .filter(JsonNode::isObject)
                    .toList();
            String place = pointer + "/" + member.getKey();
            if (told.isEmpty()) {
                untold.add(place);
            } else {
                find(told, member.getValue(), place, untold);
            }
        });
        List<JsonNode> items = schemas.stream()
                .map(schema -> schema.path("items"))
                .filter(JsonNode::isObject)
                .toList();
        for (int i = 0; value.isArray() && i < value.size(); i++) {
            find(items, value.get(i), pointer + "/" + i, untold);
        }
    }

    private static boolean isOpen(JsonNode schema) {
        return !schema.has("properties")
                && !schema.has("items")
                && !schema.path("additionalProperties").isObject();
    }

    /* A schema with the schemas that it references and contains. */
    private Stream<JsonNode> parts(JsonNode schema) {
        Stream<JsonNode> referred = schema.has("$ref")
                ? Stream.of(document.at(schema.path("$ref").asString().substring(1)))
                : Stream.empty();
        Stream<JsonNode> among = Stream.of("allOf", "anyOf", "oneOf")
                .flatMap(word -> schema.path(word).valueStream());
        return Stream.concat(Stream.of(schema), Stream.concat(referred, among).flatMap(this::parts));
    }
}
