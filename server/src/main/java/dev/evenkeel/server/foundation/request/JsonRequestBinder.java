// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.request;

import dev.evenkeel.engine.validation.ValidationError;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.schema.RequestSchemaValidator;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.deser.DeserializationProblemHandler;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Binds JSON bodies to records, after validating them against the schema of the record. Thread-safe.
@Component
public class JsonRequestBinder {
    private static final Map<Class<?>, String> EXPECTED = Map.of(
            Instant.class, RequestSchemaValidator.TIME,
            OffsetDateTime.class, RequestSchemaValidator.TIME,
            LocalDate.class, RequestSchemaValidator.DATE,
            Duration.class, "an ISO 8601 duration such as \"PT30S\"");

    /* Keeps all digits of numbers: a body may contain JSON of users, such as flags. */
    static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DateTimeFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            .annotationIntrospector(new SchemaRequiredIntrospector())
            .addModule(new SimpleModule().addDeserializer(Instant.class, new MicrosecondInstantDeserializer()))
            .build();

    private final RequestSchemaValidator validator;

    public JsonRequestBinder(RequestSchemaValidator validator) {
        this.validator = validator;
    }

    /// Validates and binds a body.
    public <T> JsonRequest<T> bind(Class<T> type, JsonNode body) {
        ValidationErrors errors = new ValidationErrors();
        validator.validate(type, body, errors);
        List<String> pointers =
                errors.toList().stream().map(ValidationError::pointer).toList();
        return new JsonRequest<>(bind(type, withoutInvalidFields(body, pointers), errors), errors);
    }

    private static <T> @Nullable T bind(Class<T> type, JsonNode valid, ValidationErrors errors) {
        try {
            return MAPPER.readerFor(type)
                    .withHandler(new InvalidTextHandler(errors))
                    .readValue(valid);
        } catch (JacksonException e) {
            String pointer = e.getPath().stream()
                    .map(step ->
                            step.getPropertyName() == null ? Integer.toString(step.getIndex()) : step.getPropertyName())
                    .map(name -> "/" + name)
                    .collect(Collectors.joining());
            errors.add(pointer, "is out of range", "use a smaller value");
            return null;
        }
    }

    /* An element of an array is not removed, because the others would move: the whole array is. */
    private static JsonNode withoutInvalidFields(JsonNode body, List<String> pointers) {
        if (!body.isObject() || pointers.contains("")) {
            return JsonNodeFactory.instance.objectNode();
        }
        JsonNode copy = pointers.isEmpty() ? body : body.deepCopy();
        pointers.forEach(pointer -> remove((ObjectNode) copy, pointer.split("/", -1)));
        return copy;
    }

    private static void remove(ObjectNode object, String[] path) {
        ObjectNode parent = object;
        for (int i = 1; i < path.length; i++) {
            String name = path[i].replace("~1", "/").replace("~0", "~");
            if (i < path.length - 1 && parent.get(name) instanceof ObjectNode child) {
                parent = child;
            } else {
                parent.remove(name);
                return;
            }
        }
    }

    /// Ignores that a field is required, because the schema has been validated.
    private static final class SchemaRequiredIntrospector extends JacksonAnnotationIntrospector {
        @Override
        public @Nullable Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
            return null;
        }
    }

    /// Collects texts that are not a time, a date or a duration, and reads them as null.
    private static final class InvalidTextHandler extends DeserializationProblemHandler {
        private final ValidationErrors errors;

        InvalidTextHandler(ValidationErrors errors) {
            this.errors = errors;
        }

        @Override
        public @Nullable Object handleWeirdStringValue(
                DeserializationContext context, Class<?> type, String value, String failure) {
            String expected = EXPECTED.get(type);
            if (expected == null) {
                return NOT_HANDLED;
            }
            errors.addWrongType(
                    context.getParser().streamReadContext().pathAsPointer().toString(),
                    expected,
                    JsonNodeFactory.instance.stringNode(value));
            return null;
        }
    }

    /// Reads times with any UTC offset, in the precision of the database.
    private static final class MicrosecondInstantDeserializer extends StdScalarDeserializer<Instant> {
        MicrosecondInstantDeserializer() {
            super(Instant.class);
        }

        @Override
        public @Nullable Instant deserialize(JsonParser parser, DeserializationContext context) {
            String text = parser.getString();
            try {
                return OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
            } catch (DateTimeException e) {
                return (Instant) context.handleWeirdStringValue(Instant.class, text, "not a time");
            }
        }
    }
}
