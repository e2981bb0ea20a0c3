// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.schema;

import com.github.victools.jsonschema.generator.SchemaBuilder;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import java.lang.reflect.Type;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The JSON Schemas of one document, for responses and request bodies, with each type defined once. Schemas
/// returned for a type are references, which [#writeDefinitions] resolves.
public final class OpenApiSchemaRegistry {
    private static final String PLACE = "components/schemas";
    private static final String DEFINITIONS = "$defs";
    private static final String MORE = "additionalProperties";

    private final SchemaBuilder answers =
            new SchemaGenerator(SchemaGeneratorConfigs.forResponses()).buildMultipleSchemaDefinitions();
    private final SchemaBuilder bodies =
            new SchemaGenerator(SchemaGeneratorConfigs.forRequests()).buildMultipleSchemaDefinitions();

    /// Returns the schema of a type as Jackson serializes it.
    public ObjectNode referenceResponseSchema(Type type) {
        return answers.createSchemaReference(type);
    }

    /// Returns the schema of a request body ([dev.evenkeel.server.foundation.schema.OpenApiRequestBodySchema]).
    public ObjectNode referenceRequestSchema(Type type) {
        return bodies.createSchemaReference(type);
    }

    /// Generates the schema for validating a request body, as a separate document with the definitions of its parts.
    static ObjectNode generateValidationSchema(Type type) {
        SchemaBuilder builder =
                new SchemaGenerator(SchemaGeneratorConfigs.forValidation()).buildMultipleSchemaDefinitions();
        ObjectNode schema = builder.createSchemaReference(type);
        ObjectNode definitions = builder.collectDefinitions(DEFINITIONS);
        definitions.forEach(OpenApiSchemaRegistry::close);
        schema.set(DEFINITIONS, definitions);
        return schema;
    }

    /// Adds the definitions of all requested types; must be called once, after all requests.
    ///
    /// @param components receives the definitions by name
    /// @throws IllegalStateException when two different types would have the same name
    public void writeDefinitions(ObjectNode components) {
        copyDefinitions(answers.collectDefinitions(PLACE), components);
        ObjectNode taken = bodies.collectDefinitions(PLACE);
        taken.forEach(OpenApiSchemaRegistry::close);
        copyDefinitions(taken, components);
    }

    /* Runs last, because a type may include properties of other types. */
    private static void close(JsonNode definition) {
        if (definition instanceof ObjectNode object && object.has("properties") && !object.has(MORE)) {
            object.put(MORE, false);
        }
    }

    /* Enums have the same definition in both. */
    private static void copyDefinitions(ObjectNode definitions, ObjectNode components) {
        definitions.properties().forEach(definition -> {
            var other = components.get(definition.getKey());
            if (other != null && !other.equals(definition.getValue())) {
                throw new IllegalStateException("two schemas have the name " + definition.getKey());
            }
            components.set(definition.getKey(), definition.getValue());
        });
    }
}
