// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.json;

import dev.evenkeel.core.flag.split.Percent;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A reader of the fields of a JSON object. A missing or invalid field reads as the fallback; an invalid one is
/// also added to the errors.
///
/// @param object the object; null reads as an empty one
/// @param pointer JSON pointer of the object in the body
/// @param errors receives validation errors
public record JsonObjectReader(@Nullable JsonNode object, String pointer, ValidationErrors errors) {
    private static final int LARGEST_SCALE = 1_000;
    private static final String MISSING = "is missing";
    private static final JsonScalarType<List<String>> TEXTS =
            new JsonScalarType<>("an array of strings", JsonObjectReader::asTexts, List.of());

    public JsonObjectReader {
        if (object != null && !object.isObject()) {
            errors.addWrongType(pointer, "an object", object);
            object = null;
        }
    }

    /// Adds an error for every field with another name.
    public JsonObjectReader rejectUnknownFields(Set<String> names) {
        if (object != null) {
            object.propertyNames().stream()
                    .filter(name -> !names.contains(name))
                    .sorted()
                    .forEach(name -> errors.add(
                            pointer + "/" + name,
                            "unknown field",
                            "remove it, or use one of "
                                    + String.join(", ", names.stream().sorted().toList())));
        }
        return this;
    }

    public @Nullable JsonNode find(String name) {
        JsonNode node = object == null ? null : object.get(name);
        return node == null || node.isNull() ? null : node;
    }

    public JsonObjectReader object(String name) {
        return new JsonObjectReader(find(name), pointerTo(name), errors);
    }

    /// Returns the elements of an array of objects; none if it is missing.
    public List<JsonObjectReader> objects(String name) {
        JsonNode array = find(name);
        List<JsonObjectReader> elements = new ArrayList<>();
        if (array != null && !array.isArray()) {
            errors.addWrongType(pointerTo(name), "an array", array);
        } else if (array != null) {
            array.forEach(element ->
                    elements.add(new JsonObjectReader(element, pointerTo(name) + "/" + elements.size(), errors)));
        }
        return elements;
    }

    /// Adds an error of a field.
    public void addError(String name, String message, String remedy) {
        errors.add(pointerTo(name), message, remedy);
    }

    public String pointerTo(String name) {
        return pointer + "/" + name;
    }

    public String text(String name, String fallback) {
        return read(name, JsonScalarType.STRING, fallback);
    }

    /// Reads a required text that is not blank.
    ///
    /// @return any text after an error
    public String requireText(String name, String remedy) {
        String text = text(name, "");
        if (text.isBlank()) {
            addError(name, find(name) == null ? MISSING : "must not be blank", remedy);
        }
        return text;
    }

    /// Reads a text of one line and at most 500 characters; null if it is missing or blank.
    public @Nullable String line(String name) {
        String text = text(name, "");
        errors.checkLine(pointerTo(name), text);
        return text.isBlank() ? null : text;
    }

    /// Reads a required text of one line and at most 500 characters.
    ///
    /// @return any text after an error
    public String requireLine(String name, String remedy) {
        errors.checkLine(pointerTo(name), text(name, ""));
        return requireText(name, remedy);
    }

    /// Reads a required time.
    ///
    /// @return the epoch after an error
    public Instant requireInstant(String name) {
        if (find(name) == null) {
            addError(name, MISSING, "write " + JsonScalarType.INSTANT.description());
        }
        return read(name, JsonScalarType.INSTANT, Instant.EPOCH);
    }

    public double number(String name, double fallback) {
        return read(name, JsonScalarType.NUMBER, fallback);
    }

    public long integer(String name, long fallback) {
        return read(name, JsonScalarType.LONG, fallback);
    }

    /// Returns the nearest double of a JSON number; null for another value, or outside the range of double.
    public static @Nullable Double toFiniteDouble(JsonNode node) {
        double number = node.isNumber() ? node.asDouble(Double.NaN) : Double.NaN;
        return Double.isFinite(number) ? (Double) number : null;
    }

    /// Returns a JSON number with all its digits; null for another value, or for an absurd size whose text
    /// would take gigabytes.
    public static @Nullable BigDecimal toDecimal(JsonNode node) {
        if (toFiniteDouble(node) == null) {
            return null;
        }
        BigDecimal number = node.decimalValue();
        return Math.abs((long) number.scale()) <= LARGEST_SCALE ? number : null;
    }

    /// Reads a boolean.
    public boolean bool(String name, boolean fallback) {
        return read(name, JsonScalarType.BOOLEAN, fallback);
    }

    /// Reads the name of an enum constant.
    public <E extends Enum<E>> E enumValue(String name, Class<E> kind, E fallback) {
        return read(name, JsonScalarType.ofEnum(kind), fallback);
    }

    /// Reads an array of texts.
    public List<String> texts(String name, List<String> fallback) {
        return read(name, TEXTS, fallback);
    }

    public Duration duration(String name, Duration fallback) {
        return read(name, JsonScalarType.DURATION, fallback);
    }

    public Percent percent(String name, Percent fallback) {
        return read(name, JsonScalarType.PERCENT, fallback);
    }

    private <T> T read(String name, JsonScalarType<T> type, T fallback) {
        JsonNode node = find(name);
        if (node == null) {
            return fallback;
        }
        T value = type.parser().apply(node);
        if (value == null) {
            errors.addWrongType(pointerTo(name), type.description(), node);
            return fallback;
        }
        return value;
    }

    private static @Nullable List<String> asTexts(JsonNode node) {
        if (!node.isArray() || !node.valueStream().allMatch(JsonNode::isString)) {
            return null;
        }
        return node.valueStream().map(JsonNode::stringValue).toList();
    }
}
