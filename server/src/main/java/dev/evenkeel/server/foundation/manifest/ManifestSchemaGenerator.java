// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.manifest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import com.github.victools.jsonschema.module.jackson.JacksonSchemaModule;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Generator of the JSON Schemas (draft 2020-12) of documents, from the classes of their specs. Thread-safe.
@Component
class ManifestSchemaGenerator {
    private final SchemaGenerator generator;
    private final Map<String, JsonNode> made = new ConcurrentHashMap<>();

    ManifestSchemaGenerator() {
        var config = new SchemaGeneratorConfigBuilder(SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(new JacksonSchemaModule(JacksonOption.RESPECT_JSONPROPERTY_REQUIRED))
                .with(Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT, Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES)
                .with(Option.INLINE_ALL_SCHEMAS);
        config.forFields().withNullableCheck(ManifestSchemaGenerator::isWrittenAsNull);
        this.generator = new SchemaGenerator(config.build());
    }

    /* Missing values are null in manifests, unless the class omits nulls. */
    private static boolean isWrittenAsNull(FieldScope field) {
        JsonInclude include = field.getRawMember().getDeclaringClass().getAnnotation(JsonInclude.class);
        return !field.isFakeContainerItemScope()
                && field.getRawMember().getAnnotatedType().isAnnotationPresent(Nullable.class)
                && (include == null || include.value() != JsonInclude.Include.NON_NULL);
    }

    /// Returns the schema of documents of a kind; cached.
    JsonNode getSchema(KindDescriptor descriptor) {
        return made.computeIfAbsent(descriptor.kind(), kind -> generate(descriptor));
    }

    private JsonNode generate(KindDescriptor descriptor) {
        ObjectNode schema = ManifestJsonMapper.EXACT.createObjectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema")
                .put("title", descriptor.kind())
                .put("description", descriptor.description())
                .put("type", "object");
        schema.putArray("required")
                .add("apiVersion")
                .add("kind")
                .add("metadata")
                .add("spec");
        ObjectNode properties = schema.putObject("properties");
        properties.putObject("apiVersion").put("const", descriptor.apiVersion());
        properties.putObject("kind").put("const", descriptor.kind());
        properties.set("metadata", metadata(descriptor));
        JsonNode spec = generator.generateSchema(descriptor.specType());
        if (spec instanceof ObjectNode object) {
            object.remove("$schema");
        }
        properties.set("spec", spec);
        return schema;
    }

    private static ObjectNode metadata(KindDescriptor descriptor) {
        ObjectNode metadata = ManifestJsonMapper.EXACT.createObjectNode().put("type", "object");
        metadata.putArray("required").add("name");
        ObjectNode properties = metadata.putObject("properties");
        properties.putObject("name").put("type", "string").put("minLength", 1);
        if (descriptor.environmentScoped()) {
            properties
                    .putObject("environment")
                    .put("type", "string")
                    .put("default", "default")
                    .put("description", "Environment of the object.");
        }
        for (String free : new String[] {"labels", "annotations"}) {
            properties.putObject(free).put("type", "object");
        }
        return metadata;
    }
}
