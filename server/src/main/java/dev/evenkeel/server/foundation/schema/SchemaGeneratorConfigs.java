// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.schema;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.MemberScope;
import com.github.victools.jsonschema.generator.MethodScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfig;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import com.github.victools.jsonschema.module.jackson.JacksonSchemaModule;
import com.github.victools.jsonschema.module.jakarta.validation.JakartaValidationModule;
import com.github.victools.jsonschema.module.jakarta.validation.JakartaValidationOption;
import dev.evenkeel.api.Secret;
import dev.evenkeel.api.schema.ResponseFields;
import jakarta.validation.constraints.NotBlank;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Configurations for generating schemas of Java types: as Jackson serializes them, and as request bodies.
public final class SchemaGeneratorConfigs {
    /// Format of a secret.
    static final String SECRET = "password";

    /// Pattern of a text that is not blank.
    static final String NOT_BLANK = "\\S";

    /* Components of a record first, then its other properties. */
    private static final Comparator<MemberScope<?, ?>> AS_DECLARED =
            Comparator.comparing(MethodScope.class::isInstance);

    private SchemaGeneratorConfigs() {}

    /// Returns the configuration for responses: a component is required unless it is nullable or its class
    /// omits it, and additional properties are allowed, because newer servers may add some.
    static SchemaGeneratorConfig forResponses() {
        SchemaGeneratorConfigBuilder config = createBuilder(new SchemaNamingStrategy(""));
        config.forFields()
                .withNullableCheck(field -> mayBeNull(field) && !ResponseFields.isOmittable(field.getRawMember()))
                .withRequiredCheck(field -> ResponseFields.isRequired(field.getRawMember()));
        config.with(Option.NONSTATIC_NONVOID_NONGETTER_METHODS, Option.FIELDS_DERIVED_FROM_ARGUMENTFREE_METHODS)
                .forMethods()
                .withIgnoreCheck(method -> !isWritten(method.getRawMember()))
                .withPropertyNameOverrideResolver(SchemaGeneratorConfigs::annotatedName)
                .withRequiredCheck(method -> true);
        return config.build();
    }

    /*
     * In addition to its components, Jackson serializes public boolean methods of a record: isReady() as
     * "ready", and annotated methods.
     */
    private static boolean isWritten(Method method) {
        Class<?> type = method.getDeclaringClass();
        String name = method.getName();
        if (!type.isRecord()
                || !Modifier.isPublic(method.getModifiers())
                || method.getParameterCount() > 0
                || method.isAnnotationPresent(JsonIgnore.class)) {
            return false;
        }
        boolean asks = method.getReturnType() == boolean.class && name.matches("is[A-Z].*");
        return (asks || name.matches("get[A-Z].*") || method.isAnnotationPresent(JsonProperty.class))
                && Stream.of(type.getRecordComponents())
                        .noneMatch(component -> component.getName().equals(name)
                                || component.getName().equalsIgnoreCase(name.replaceFirst("is|get", "")));
    }

    private static @Nullable String annotatedName(MethodScope method) {
        JsonProperty property = method.getRawMember().getAnnotation(JsonProperty.class);
        if (property == null) {
            return null;
        }
        return property.value().isEmpty() ? method.getRawMember().getName() : property.value();
    }

    /// Returns the configuration for request bodies
    /// ([dev.evenkeel.server.foundation.schema.OpenApiRequestBodySchema]); bodies that accept arbitrary fields
    /// declare it.
    static SchemaGeneratorConfig forRequests() {
        SchemaGeneratorConfigBuilder config = createRequestBuilder();
        addTypesOfDocuments(config);
        return config.build();
    }

    /// Returns the configuration for validating request bodies: as [#forRequests()], but documents in them, such as
    /// plans, may be any JSON, because [dev.evenkeel.files.json.RecordBinder] validates them.
    static SchemaGeneratorConfig forValidation() {
        return createRequestBuilder().build();
    }

    private static SchemaGeneratorConfigBuilder createRequestBuilder() {
        SchemaGeneratorConfigBuilder config = createBuilder(new SchemaNamingStrategy("Body"));
        config.forFields()
                .withNullableCheck(SchemaGeneratorConfigs::mayBeNull)
                .withRequiredCheck(SchemaGeneratorConfigs::isRequired)
                .withStringPatternResolver(field ->
                        field.getAnnotationConsideringFieldAndGetter(NotBlank.class) == null ? null : NOT_BLANK);
        config.with(new JakartaValidationModule(JakartaValidationOption.INCLUDE_PATTERN_EXPRESSIONS));
        config.forTypesInGeneral().withTypeAttributeOverride((schema, scope, context) -> {
            if (isOpen(scope.getType())) {
                schema.put("additionalProperties", true);
            }
        });
        return config;
    }

    private static void addTypesOfDocuments(SchemaGeneratorConfigBuilder config) {
        config.forFields()
                .withTargetTypeOverridesResolver(field -> isDocument(field) ? listAcceptedTypes(field) : null);
    }

    private static boolean isDocument(FieldScope field) {
        return field.getType().getErasedType() == JsonNode.class;
    }

    private static SchemaGeneratorConfigBuilder createBuilder(SchemaNamingStrategy names) {
        SchemaGeneratorConfigBuilder config = new SchemaGeneratorConfigBuilder(
                        SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(new JacksonSchemaModule(
                        JacksonOption.FLATTENED_ENUMS_FROM_JSONVALUE,
                        JacksonOption.FLATTENED_ENUMS_FROM_JSONPROPERTY,
                        JacksonOption.SKIP_SUBTYPE_LOOKUP,
                        JacksonOption.IGNORE_TYPE_INFO_TRANSFORM))
                .with(
                        Option.DEFINITIONS_FOR_ALL_OBJECTS,
                        Option.FLATTENED_OPTIONALS,
                        Option.INLINE_NULLABLE_SCHEMAS,
                        Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES)
                .without(Option.SCHEMA_VERSION_INDICATOR);
        config.forTypesInGeneral().withDefinitionNamingStrategy(names).withPropertySorter(AS_DECLARED);
        config.forFields()
                .withStringFormatResolver(
                        field -> field.getAnnotationConsideringFieldAndGetter(Secret.class) == null ? null : SECRET);
        addTypes(config);
        return config;
    }

    /// Adds the schemas of types whose JSON differs from their components, and of sealed interfaces.
    public static void addTypes(SchemaGeneratorConfigBuilder config) {
        config.forTypesInGeneral()
                .withSubtypeResolver(SchemaGeneratorConfigs::permitted)
                .withCustomDefinitionProvider(new CustomTypeSchemaProvider());
        config.forFields()
                .withTargetTypeOverridesResolver(field -> isDocument(field) ? null : listAcceptedTypes(field));
    }

    /* The types of a field that accepts several, and of a document. */
    private static @Nullable List<ResolvedType> listAcceptedTypes(FieldScope field) {
        JsonSubTypes types = field.getAnnotationConsideringFieldAndGetter(JsonSubTypes.class);
        return types == null
                ? null
                : Stream.of(types.value())
                        .map(type -> field.getContext().resolve(type.value()))
                        .toList();
    }

    private static @Nullable List<ResolvedType> permitted(ResolvedType type, SchemaGenerationContext context) {
        Class<?> erased = type.getErasedType();
        return erased.isSealed() && erased.getName().startsWith("dev.evenkeel.")
                ? Stream.of(erased.getPermittedSubclasses())
                        .map(one -> context.getTypeContext().resolveSubtype(type, one))
                        .toList()
                : null;
    }

    private static boolean isOpen(ResolvedType type) {
        JsonIgnoreProperties said = type.getErasedType().getAnnotation(JsonIgnoreProperties.class);
        return said != null && said.ignoreUnknown();
    }

    private static boolean mayBeNull(FieldScope field) {
        return !field.isFakeContainerItemScope() && ResponseFields.isNullable(field.getRawMember());
    }

    /* Types of the module `api`: what is not nullable. Others: what says so. */
    private static boolean isRequired(FieldScope field) {
        if (isApiType(field)) {
            return !mayBeNull(field);
        }
        JsonProperty said = field.getAnnotationConsideringFieldAndGetter(JsonProperty.class);
        return said != null && said.required();
    }

    private static boolean isApiType(FieldScope field) {
        return field.getRawMember().getDeclaringClass().getPackageName().equals("dev.evenkeel.api");
    }
}
