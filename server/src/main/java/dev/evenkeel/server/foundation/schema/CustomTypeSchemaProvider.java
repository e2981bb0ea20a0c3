// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.schema;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.annotation.JsonValue;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.CustomDefinitionProviderV2;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import dev.evenkeel.core.flag.split.Percent;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Provider of schemas for types whose JSON differs from their components: times, trees, maps, and records with
/// a single JSON value.
final class CustomTypeSchemaProvider implements CustomDefinitionProviderV2 {
    private static final Map<Class<?>, String> FORMATS = Map.of(
            Instant.class, "date-time",
            OffsetDateTime.class, "date-time",
            LocalDate.class, "date");

    private static final Set<Class<?>> STRINGS = Set.of(LocalDateTime.class, ZoneId.class);

    @Override
    public @Nullable CustomDefinition provideCustomSchemaDefinition(
            ResolvedType type, SchemaGenerationContext context) {
        JsonTypeName kind = type.getErasedType().getAnnotation(JsonTypeName.class);
        if (kind != null) {
            return new CustomDefinition(withKind(type, kind.value(), context));
        }
        ObjectNode schema = schema(type, context);
        return schema == null
                ? null
                : new CustomDefinition(
                        schema, CustomDefinition.INLINE_DEFINITION, CustomDefinition.INCLUDING_ATTRIBUTES);
    }

    /* A record of a sealed interface, with the field that contains its name. */
    private ObjectNode withKind(ResolvedType type, String kind, SchemaGenerationContext context) {
        JsonTypeInfo info = Stream.of(type.getErasedType().getInterfaces())
                .map(parent -> parent.getAnnotation(JsonTypeInfo.class))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
        ObjectNode schema = context.createStandardDefinition(type, this);
        schema.withObjectProperty("properties").putObject(info.property()).put("const", kind);
        schema.withArrayProperty("required").add(info.property());
        return schema;
    }

    private static @Nullable ObjectNode schema(ResolvedType type, SchemaGenerationContext context) {
        Class<?> erased = type.getErasedType();
        ObjectNode schema = context.getGeneratorConfig().createObjectNode();
        String format = FORMATS.get(erased);
        if (format != null) {
            return schema.put("type", "string").put("format", format);
        }
        if (erased == Percent.class) {
            return schema.put("type", "number").put("minimum", 0).put("maximum", 100);
        }
        if (STRINGS.contains(erased)
                || Stream.of(erased.getDeclaredMethods())
                        .anyMatch(method -> method.isAnnotationPresent(JsonCreator.class))) {
            return schema.put("type", "string");
        }
        if (erased == Duration.class) {
            return schema.put("type", "string").put("description", "ISO 8601 duration, such as PT30S.");
        }
        if (JsonNode.class.isAssignableFrom(erased)) {
            return erased == ObjectNode.class ? schema.put("type", "object").put("additionalProperties", true) : schema;
        }
        if (Map.class.isAssignableFrom(erased)) {
            schema.put("type", "object");
            members(type.typeParametersFor(Map.class), schema, context);
            return schema;
        }
        RecordComponent only = only(erased);
        return only == null
                ? null
                : context.createDefinitionReference(context.getTypeContext().resolve(only.getGenericType()));
    }

    /* Enum keys are serialized by name. */
    private static void members(
            @Nullable List<ResolvedType> types, ObjectNode schema, SchemaGenerationContext context) {
        if (types != null && types.size() == 2) {
            if (types.getFirst().isInstanceOf(Enum.class)) {
                schema.set("propertyNames", context.createDefinitionReference(types.getFirst()));
            }
            schema.set("additionalProperties", context.createDefinitionReference(types.getLast()));
        }
    }

    private static @Nullable RecordComponent only(Class<?> type) {
        return !type.isRecord()
                ? null
                : Stream.of(type.getRecordComponents())
                        .filter(component -> component.getAccessor().isAnnotationPresent(JsonValue.class))
                        .findFirst()
                        .orElse(null);
    }
}
