// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.schema;

import com.github.victools.jsonschema.generator.SchemaBuilder;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import java.lang.reflect.Type;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The JSON Schemas of one document: of what handlers answer and of what they read, with each type described
/// once. What is given for a type refers to its description and becomes whole with [#describe].
public final class SchemaRegistry {
    private static final String PLACE = "components/schemas";
    private static final String MORE = "additionalProperties";

    private final SchemaBuilder answers =
            new SchemaGenerator(SchemaGeneratorConfigs.ofAnswers()).buildMultipleSchemaDefinitions();
    private final SchemaBuilder bodies =
            new SchemaGenerator(SchemaGeneratorConfigs.ofBodies()).buildMultipleSchemaDefinitions();

    /// The schema of what Jackson writes of a type.
    public ObjectNode answer(Type type) {
        return answers.createSchemaReference(type);
    }

    /// The schema of a body that a type describes ([dev.evenkeel.server.foundation.schema.RequestSchema]).
    public ObjectNode body(Type type) {
        return bodies.createSchemaReference(type);
    }

    /// Describes every type that was asked for; to be called once, when all were.
    ///
    /// @param components gets the descriptions by name
    /// @throws IllegalStateException when two different types would have the same name
    public void describe(ObjectNode components) {
        describe(answers.collectDefinitions(PLACE), components);
        ObjectNode taken = bodies.collectDefinitions(PLACE);
        taken.forEach(SchemaRegistry::close);
        describe(taken, components);
    }

    /* Only now, as a type may have had its parts from others. */
    private static void close(JsonNode definition) {
        if (definition instanceof ObjectNode object && object.has("properties") && !object.has(MORE)) {
            object.put(MORE, false);
        }
    }

    /* Enumerations are the same in both. */
    private static void describe(ObjectNode definitions, ObjectNode components) {
        definitions.properties().forEach(definition -> {
            var other = components.get(definition.getKey());
            if (other != null && !other.equals(definition.getValue())) {
                throw new IllegalStateException("two schemas have the name " + definition.getKey());
            }
            components.set(definition.getKey(), definition.getValue());
        });
    }
}
