// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.schema;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import dev.evenkeel.api.Secret;
import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.ValidationErrors;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/// Validates JSON bodies against the schemas of their records, the same as in the OpenAPI document except for the
/// documents in them, such as plans, which their parsers validate. The schema of a record is generated at its first
/// use. Thread-safe.
@Component
public class RequestSchemaValidator {
    /// What a time must be, for validation errors.
    public static final String TIME = "a time with a UTC offset such as \"2027-03-01T00:00:00Z\"";

    /// What a date must be, for validation errors.
    public static final String DATE = "a date such as \"2027-03-01\"";

    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
    private final Map<Class<?>, CompiledSchema> schemas = new ConcurrentHashMap<>();

    private record CompiledSchema(Schema schema, SchemaErrorFormatter formatter) {}

    /// Adds all violations of the schema of a record, of numbers that are not finite, and of texts with NUL
    /// characters, which PostgreSQL cannot store.
    public void validate(Class<?> type, JsonNode body, ValidationErrors errors) {
        CompiledSchema compiled = schemas.computeIfAbsent(type, this::compile);
        if (type.isAnnotationPresent(Secret.class)) {
            addUnstorableFields(type, body, errors);
        } else {
            addUnstorable(body, JsonPointer.empty(), errors);
        }
        /* Of a name that is not allowed, errors of its value do not help. */
        compiled.schema.validate(body).stream()
                .sorted(Comparator.comparing(error -> !SchemaErrorFormatter.isUnknownField(error)))
                .forEach(error -> compiled.formatter.add(error, errors));
    }

    private CompiledSchema compile(Class<?> type) {
        JsonNode schema = OpenApiSchemaRegistry.generateValidationSchema(type);
        return new CompiledSchema(
                registry.getSchema(schema), new SchemaErrorFormatter(schema, type.isAnnotationPresent(Secret.class)));
    }

    /* Names of unknown fields, and names inside of fields, may be secret. */
    private static void addUnstorableFields(Class<?> type, JsonNode body, ValidationErrors errors) {
        List<String> fields = Stream.of(type.getRecordComponents())
                .map(component -> "/" + component.getName())
                .toList();
        var found = new ValidationErrors();
        addUnstorable(body, JsonPointer.empty(), found);
        found.toList()
                .forEach(error -> errors.add(
                        fields.stream()
                                .filter(field -> (error.pointer() + "/").startsWith(field + "/"))
                                .findFirst()
                                .orElse(""),
                        error.message(),
                        error.remedy()));
    }

    private static void addUnstorable(JsonNode node, JsonPointer pointer, ValidationErrors errors) {
        if (node.isNumber() && JsonObjectReader.toDecimal(node) == null) {
            errors.add(pointer.toString(), "must be a finite number", "use a smaller number");
        } else if (node.isString() && node.stringValue().indexOf('\0') >= 0) {
            errors.add(pointer.toString(), "must not contain the NUL character", "remove it");
        }
        for (int i = 0; i < node.size() && node.isArray(); i++) {
            addUnstorable(node.get(i), pointer.appendIndex(i), errors);
        }
        node.properties()
                .forEach(member -> addUnstorable(member.getValue(), pointer.appendProperty(member.getKey()), errors));
    }
}
