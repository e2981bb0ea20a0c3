// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.schema;

import com.networknt.schema.Error;
import dev.evenkeel.files.json.ValidationErrors;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Formats the errors of a JSON Schema validator: what is wrong, the value, and what is allowed. The description of
/// a field is the remedy.
final class SchemaErrorFormatter {
    private static final String ANY_OF = "anyOf";
    private static final String ALL_OF = "allOf";
    private static final String NAMES = "propertyNames";
    private static final Set<String> UNKNOWN_FIELD = Set.of("additionalProperties", "unevaluatedProperties", NAMES);
    private static final Map<String, String> TYPES = Map.of(
            "string", "a string",
            "number", "a number",
            "integer", "an integer",
            "boolean", "true or false",
            "array", "an array",
            "object", "an object");
    private static final Map<String, String> FORMATS =
            Map.of("date-time", RequestSchemaValidator.TIME, "date", RequestSchemaValidator.DATE);

    private final JsonNode root;
    private final boolean isSecret;

    /// @param root schema document that the errors are about
    /// @param isSecret whether to omit values and the names of unknown fields
    SchemaErrorFormatter(JsonNode root, boolean isSecret) {
        this.root = root;
        this.isSecret = isSecret;
    }

    /// Returns whether an error is about the name of a field.
    static boolean isUnknownField(Error error) {
        return UNKNOWN_FIELD.contains(error.getKeyword());
    }

    /// Adds an error, unless its location has one.
    void add(Error error, ValidationErrors errors) {
        JsonPointer place = JsonPointer.compile(error.getInstanceLocation().toString());
        JsonNode schema = find(place, error.getInstanceNode());
        if (isSecret) {
            addWithoutValues(error, place, schema, errors);
            return;
        }
        switch (error.getKeyword()) {
            case "required" -> addMissing(place.appendProperty(error.getProperty()), errors);
            case "additionalProperties", "unevaluatedProperties", NAMES ->
                addUnknown(place.appendProperty(error.getProperty()), schema, errors);
            case "type" -> addWrongType(error, place, schema, errors);
            case "format", "enum" -> addWrongValue(error, place, schema, errors);
            case ANY_OF, "oneOf", "$ref" -> {}
            default -> errors.add(place.toString(), describe(error, schema), remedy(schema, "correct the value"));
        }
    }

    private void addWithoutValues(Error error, JsonPointer place, JsonNode schema, ValidationErrors errors) {
        switch (error.getKeyword()) {
            case "required" -> addMissing(place.appendProperty(error.getProperty()), errors);
            case "additionalProperties" ->
                errors.add(
                        place.toString(),
                        "has unknown fields",
                        "use only "
                                + String.join(", ", schema.path("properties").propertyNames()));
            default -> errors.add(place.toString(), "is invalid", remedy(schema, "correct the value"));
        }
    }

    private void addMissing(JsonPointer place, ValidationErrors errors) {
        errors.add(place.toString(), "is missing", remedy(find(place, null), "set it"));
    }

    private void addUnknown(JsonPointer place, JsonNode schema, ValidationErrors errors) {
        Stream<String> names = schema.has(NAMES)
                ? resolve(schema.get(NAMES), null, type -> true)
                        .path("enum")
                        .valueStream()
                        .map(JsonNode::asString)
                : schema.path("properties").propertyNames().stream();
        errors.add(
                place.toString(),
                "unknown field",
                "remove it, or use one of " + names.sorted().collect(Collectors.joining(", ")));
    }

    /* A value of the type of one alternative, such as an object, need not have that of another, such as null. */
    private void addWrongType(Error error, JsonPointer place, JsonNode schema, ValidationErrors errors) {
        if (isOfType(error.getInstanceNode(), type(schema))) {
            return;
        }
        if (error.getInstanceNode().isNull()) {
            errors.add(place.toString(), "is missing", remedy(schema, "set it"));
        } else {
            addWrongValue(error, place, schema, errors);
        }
    }

    private void addWrongValue(Error error, JsonPointer place, JsonNode schema, ValidationErrors errors) {
        String expected = expected(schema);
        errors.add(
                place.toString(),
                "must be " + expected + got(error.getInstanceNode(), schema),
                remedy(schema, "write " + expected));
    }

    /* Objects and arrays are not repeated, because they may contain secrets. */
    private static String got(JsonNode value, JsonNode schema) {
        boolean hidden = value.isContainer()
                || schema.path("format").asString("").equals(SchemaGeneratorConfigs.SECRET)
                || Set.of("object", "array").contains(type(schema));
        return hidden ? "" : ", got " + ValidationErrors.shorten(value);
    }

    private static String expected(JsonNode schema) {
        if (schema.has("enum")) {
            return StreamSupport.stream(schema.get("enum").spliterator(), false)
                    .filter(value -> !value.isNull())
                    .map(JsonNode::asString)
                    .collect(Collectors.joining(", ", "one of ", ""));
        }
        String format = FORMATS.get(schema.path("format").asString(""));
        return format == null ? TYPES.getOrDefault(type(schema), "of another type") : format;
    }

    /* The type besides null; empty without one. */
    private static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        return (type.isArray() ? type.valueStream() : Stream.of(type))
                .map(name -> name.asString(""))
                .filter(name -> !name.equals("null"))
                .findFirst()
                .orElse("");
    }

    private static String describe(Error error, JsonNode schema) {
        JsonNode limit = error.getSchemaNode();
        JsonNode value = error.getInstanceNode();
        return switch (error.getKeyword()) {
            case "pattern" ->
                limit.stringValue().equals(SchemaGeneratorConfigs.NOT_BLANK)
                        ? "must not be blank"
                        : "is invalid" + got(value, schema);
            case "minLength" ->
                "must have at least " + limit + " characters, got "
                        + value.asString().length();
            case "maxLength" ->
                "must have at most " + limit + " characters, got "
                        + value.asString().length();
            case "minItems" -> "must have at least " + limit + " elements, got " + value.size();
            case "maxItems" -> "must have at most " + limit + " elements, got " + value.size();
            case "minimum" -> "must be at least " + limit + ", got " + value;
            case "maximum" -> "must be at most " + limit + ", got " + value;
            case "exclusiveMinimum" -> "must be above " + limit + ", got " + value;
            case "exclusiveMaximum" -> "must be below " + limit + ", got " + value;
            default -> error.getMessage();
        };
    }

    private static String remedy(JsonNode schema, String otherwise) {
        String description = schema.path("description").asString("");
        return description.isEmpty() ? otherwise : "expected: " + description;
    }

    /* The schema of a value, by the properties and elements that lead to it, and of several alternatives the one of its
     * type. */
    private JsonNode find(JsonPointer place, @Nullable JsonNode value) {
        JsonNode schema = resolve(root, null, SchemaErrorFormatter::hasParts);
        for (JsonPointer rest = place; !rest.matches(); rest = rest.tail()) {
            JsonNode property = schema.path("properties").path(rest.getMatchingProperty());
            JsonNode values = schema.has("items") ? schema.get("items") : schema.path("additionalProperties");
            Predicate<String> expected =
                    rest.tail().matches() ? type -> isOfType(value, type) : SchemaErrorFormatter::hasParts;
            schema = resolve(property.isMissingNode() ? values : property, property, expected);
        }
        return schema;
    }

    private static boolean hasParts(String type) {
        return type.equals("object") || type.equals("array");
    }

    private static boolean isOfType(@Nullable JsonNode value, String type) {
        return value != null
                && (type.equals("integer")
                        ? value.isIntegralNumber()
                        : type.equalsIgnoreCase(value.getNodeType().name()));
    }

    /* The description beside a reference describes the field better than that of its type. Of several alternatives, the
     * first of the expected type is taken, or else the first. */
    private JsonNode resolve(JsonNode schema, @Nullable JsonNode outer, Predicate<String> expected) {
        if (schema.has(ANY_OF)) {
            List<JsonNode> alternatives = schema.get(ANY_OF)
                    .valueStream()
                    .filter(alternative -> !type(alternative).isEmpty() || alternative.has("$ref"))
                    .map(alternative -> resolve(alternative, schema, expected))
                    .filter(alternative -> !type(alternative).isEmpty())
                    .toList();
            return alternatives.stream()
                    .filter(alternative -> expected.test(type(alternative)))
                    .findFirst()
                    .orElse(alternatives.isEmpty() ? schema : alternatives.getFirst());
        }
        if (schema.has(ALL_OF)) {
            ObjectNode merged = JsonNodeFactory.instance.objectNode();
            schema.get(ALL_OF).forEach(part -> merged.setAll(part.asObject()));
            return merged;
        }
        if (!schema.has("$ref")) {
            return schema;
        }
        JsonNode target = root.at(schema.get("$ref").stringValue().substring(1));
        JsonNode described = outer != null && outer.has("description") ? outer : schema;
        return resolve(
                described.has("description") && target.isObject()
                        ? target.deepCopy().asObject().set("description", described.get("description"))
                        : target,
                null,
                expected);
    }
}
