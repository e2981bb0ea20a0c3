// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.manifest;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import com.github.victools.jsonschema.module.jackson.JacksonSchemaModule;
import dev.evenkeel.files.json.JsonTextParser;
import dev.evenkeel.server.foundation.schema.SchemaGeneratorConfigs;
import java.util.List;
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
                .with(new JacksonSchemaModule(
                        JacksonOption.RESPECT_JSONPROPERTY_REQUIRED,
                        JacksonOption.FLATTENED_ENUMS_FROM_JSONPROPERTY,
                        JacksonOption.SKIP_SUBTYPE_LOOKUP,
                        JacksonOption.IGNORE_TYPE_INFO_TRANSFORM))
                .with(Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES, Option.INLINE_ALL_SCHEMAS);
        config.forFields().withNullableCheck(ManifestSchemaGenerator::isWrittenAsNull);
        SchemaGeneratorConfigs.addTypes(config);
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
        ObjectNode schema = JsonTextParser.STRICT.createObjectNode();
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
            JsonIgnoreProperties ignored = descriptor.specType().getAnnotation(JsonIgnoreProperties.class);
            if (ignored != null) {
                List<String> names = List.of(ignored.value());
                object.withObjectProperty("properties").remove(names);
                object.withArrayProperty("required").removeIf(name -> names.contains(name.asString()));
            }
        }
        forbidOtherProperties(spec);
        properties.set("spec", spec);
        return schema;
    }

    /* Runs last, because a type may include properties of other types. */
    private static void forbidOtherProperties(JsonNode schema) {
        if (schema instanceof ObjectNode object
                && List.of("\"object\"", "[\"object\",\"null\"]")
                        .contains(object.path("type").toString())
                && object.path("properties").isObject()) {
            object.put("additionalProperties", false);
        }
        schema.forEach(ManifestSchemaGenerator::forbidOtherProperties);
    }

    private static ObjectNode metadata(KindDescriptor descriptor) {
        ObjectNode metadata = JsonTextParser.STRICT.createObjectNode().put("type", "object");
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
