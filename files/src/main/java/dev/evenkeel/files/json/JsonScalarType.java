// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.json;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.evenkeel.core.flag.split.Percent;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A Java type whose JSON is a string, a number or a boolean.
///
/// @param description allowed values, as in "must be a number"
/// @param parser returns the value of a JSON node; null when the node is invalid
/// @param placeholder value that replaces an invalid one while the rest of a document is validated
record JsonScalarType<T>(
        String description,
        Function<JsonNode, @Nullable T> parser,
        @Nullable T placeholder) {
    private static final int LAST_YEAR = 9999;

    static final JsonScalarType<String> STRING =
            new JsonScalarType<>("a string", node -> node.isString() ? node.stringValue() : null, "");
    static final JsonScalarType<Double> NUMBER =
            new JsonScalarType<>("a number", JsonObjectReader::toFiniteDouble, 0.0);
    static final JsonScalarType<Long> LONG = new JsonScalarType<>(
            "an integer", node -> node.isIntegralNumber() && node.canConvertToLong() ? node.longValue() : null, 0L);
    static final JsonScalarType<Boolean> BOOLEAN =
            new JsonScalarType<>("true or false", node -> node.isBoolean() ? node.booleanValue() : null, Boolean.FALSE);
    static final JsonScalarType<Duration> DURATION = new JsonScalarType<>(
            "an ISO 8601 duration such as \"PT30S\"", JsonScalarType::parseDuration, Duration.ZERO);
    static final JsonScalarType<Percent> PERCENT = new JsonScalarType<>(
            "a percentage from 0 to 100 with at most two decimals", JsonScalarType::parsePercent, Percent.NONE);
    static final JsonScalarType<Instant> INSTANT = new JsonScalarType<>(
            "a time with a UTC offset such as \"2026-11-25T10:00:00Z\", or a date",
            JsonScalarType::parseInstant,
            Instant.EPOCH);

    private static final Map<Class<?>, JsonScalarType<?>> BY_CLASS = Map.ofEntries(
            Map.entry(String.class, STRING),
            Map.entry(Double.class, NUMBER),
            Map.entry(Long.class, LONG),
            Map.entry(
                    Integer.class,
                    new JsonScalarType<>(
                            LONG.description,
                            node -> node.isIntegralNumber() && node.canConvertToInt() ? node.intValue() : null,
                            0)),
            Map.entry(Boolean.class, BOOLEAN),
            Map.entry(
                    BigDecimal.class,
                    new JsonScalarType<>(NUMBER.description, JsonObjectReader::toDecimal, BigDecimal.ZERO)),
            Map.entry(Duration.class, DURATION),
            Map.entry(Percent.class, PERCENT),
            Map.entry(
                    LocalDateTime.class,
                    new JsonScalarType<>(
                            "a local time without offset, such as \"2026-12-18T18:00\"",
                            JsonScalarType::parseLocalTime,
                            LocalDateTime.MIN)),
            Map.entry(
                    ZoneId.class,
                    new JsonScalarType<>(
                            "an IANA time zone such as \"Europe/Zurich\", or UTC",
                            JsonScalarType::parseZone,
                            ZoneOffset.UTC)),
            Map.entry(
                    LocalDate.class,
                    new JsonScalarType<>(
                            "a date in the years 1 to 9999, such as \"2026-12-01\"",
                            JsonScalarType::parseDate,
                            LocalDate.EPOCH)),
            Map.entry(JsonNode.class, new JsonScalarType<>("any JSON value", node -> node, null)),
            Map.entry(URI.class, new JsonScalarType<>("a URL", JsonScalarType::parseUrl, null)),
            Map.entry(Instant.class, INSTANT));

    private static final ClassValue<Optional<JsonScalarType<?>>> FOUND = new ClassValue<>() {
        @Override
        protected Optional<JsonScalarType<?>> computeValue(Class<?> type) {
            JsonScalarType<?> scalar = type.isEnum()
                    ? ofEnum(type.asSubclass(Enum.class))
                    : BY_CLASS.get(MethodType.methodType(type).wrap().returnType());
            return scalar == null ? findFactory(type).map(JsonScalarType::ofFactory) : Optional.of(scalar);
        }
    };

    /// Returns the scalar type of a class; null when its JSON is an object or an array.
    static @Nullable JsonScalarType<?> find(Class<?> type) {
        return FOUND.get(type).orElse(null);
    }

    /* A static method from the JSON string to the value, or to null if it is invalid. */
    private static Optional<Method> findFactory(Class<?> type) {
        return Stream.of(type.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(JsonCreator.class))
                .findFirst();
    }

    private static JsonScalarType<?> ofFactory(Method factory) {
        factory.setAccessible(true);
        String description = Objects.requireNonNull(
                        factory.getDeclaringClass().getAnnotation(JsonClassDescription.class))
                .value();
        return new JsonScalarType<>(
                description,
                node -> {
                    try {
                        return node.isString() ? factory.invoke(null, node.stringValue()) : null;
                    } catch (ReflectiveOperationException e) {
                        throw new IllegalStateException(e);
                    }
                },
                null);
    }

    /// Returns the scalar type of an enum: the names of its constants, or those of their [JsonProperty].
    static <E extends Enum<?>> JsonScalarType<E> ofEnum(Class<E> type) {
        Map<String, E> constants = new LinkedHashMap<>();
        for (E constant : List.of(type.getEnumConstants())) {
            constants.put(nameOf(type, constant.name()), constant);
        }
        return new JsonScalarType<>(
                "one of " + String.join(", ", constants.keySet()),
                node -> node.isString() ? constants.get(node.stringValue()) : null,
                List.of(type.getEnumConstants()).getFirst());
    }

    private static String nameOf(Class<?> type, String constant) {
        try {
            Field field = type.getField(constant);
            JsonProperty property = field.getAnnotation(JsonProperty.class);
            return property == null ? constant : property.value();
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable Duration parseDuration(JsonNode node) {
        try {
            return node.isString() ? Duration.parse(node.stringValue()) : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable Instant parseInstant(JsonNode node) {
        try {
            return node.isString() ? DateOrTimeParser.parse(node.stringValue()) : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable LocalDate parseDate(JsonNode node) {
        try {
            LocalDate date = node.isString() ? LocalDate.parse(node.stringValue()) : null;
            return date == null || date.getYear() < 1 || date.getYear() > LAST_YEAR ? null : date;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable LocalDateTime parseLocalTime(JsonNode node) {
        try {
            LocalDateTime time = node.isString() ? LocalDateTime.parse(node.stringValue()) : null;
            return time == null || !time.truncatedTo(ChronoUnit.SECONDS).equals(time) ? null : time;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable URI parseUrl(JsonNode node) {
        try {
            return node.isString() ? URI.create(node.stringValue()) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable ZoneId parseZone(JsonNode node) {
        String name = node.isString() ? node.stringValue() : "";
        return ZoneId.getAvailableZoneIds().contains(name) ? ZoneId.of(name) : null;
    }

    private static @Nullable Percent parsePercent(JsonNode node) {
        BigDecimal number = JsonObjectReader.toDecimal(node);
        return number == null
                        || number.signum() < 0
                        || number.compareTo(BigDecimal.valueOf(100)) > 0
                        || number.stripTrailingZeros().scale() > 2
                ? null
                : new Percent(number.movePointRight(2).intValueExact());
    }
}
