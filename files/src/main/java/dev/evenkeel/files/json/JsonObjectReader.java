// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.json;

import dev.evenkeel.core.flag.split.Percent;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The fields of a JSON object, read one by one. A field that is absent or broken reads as the fallback; what
/// is broken becomes a fault.
///
/// @param object the object; null reads as an empty one
/// @param pointer where it is in the body
/// @param faults where faults go
public record JsonObjectReader(@Nullable JsonNode object, String pointer, ValidationErrors faults) {
    private static final int LARGEST_SCALE = 1_000;

    public JsonObjectReader {
        if (object != null && !object.isObject()) {
            faults.wrongType(pointer, "an object", object);
            object = null;
        }
    }

    /// Notes every field that has another name.
    public JsonObjectReader only(Set<String> names) {
        if (object != null) {
            object.propertyNames().stream()
                    .filter(name -> !names.contains(name))
                    .sorted()
                    .forEach(name -> faults.add(
                            pointer + "/" + name,
                            "there is no such field",
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
        return new JsonObjectReader(find(name), at(name), faults);
    }

    public String at(String name) {
        return pointer + "/" + name;
    }

    public String text(String name, String fallback) {
        return read(name, fallback, "a text", node -> node.isString() ? node.stringValue() : null);
    }

    public double number(String name, double fallback) {
        return read(name, fallback, "a number", JsonObjectReader::finite);
    }

    public long integer(String name, long fallback) {
        return read(
                name,
                fallback,
                "an integer",
                node -> node.isIntegralNumber() && node.canConvertToLong() ? node.longValue() : null);
    }

    /// The double nearest to a JSON number; null when it is none, or beyond every double.
    public static @Nullable Double finite(JsonNode node) {
        double number = node.isNumber() ? node.asDouble(Double.NaN) : Double.NaN;
        return Double.isFinite(number) ? (Double) number : null;
    }

    /// A JSON number with all its digits; null when it is none, or of a size that nobody means and that would
    /// take gigabytes to be written out.
    public static @Nullable BigDecimal decimal(JsonNode node) {
        if (finite(node) == null) {
            return null;
        }
        BigDecimal number = node.decimalValue();
        return Math.abs((long) number.scale()) <= LARGEST_SCALE ? number : null;
    }

    /// `true` or `false`.
    public boolean truth(String name, boolean fallback) {
        return read(name, fallback, "true or false", node -> node.isBoolean() ? node.booleanValue() : null);
    }

    /// One of the names of an enumeration.
    public <E extends Enum<E>> E oneOf(String name, Class<E> kind, E fallback) {
        List<E> constants = List.of(kind.getEnumConstants());
        String names = constants.stream().map(Enum::name).collect(Collectors.joining(", "));
        return read(
                name,
                fallback,
                "one of " + names,
                node -> constants.stream()
                        .filter(constant -> node.isString() && constant.name().equals(node.stringValue()))
                        .findFirst()
                        .orElse(null));
    }

    /// An array of texts.
    public List<String> texts(String name, List<String> fallback) {
        return read(name, fallback, "an array of texts", JsonObjectReader::asTexts);
    }

    public Duration duration(String name, Duration fallback) {
        return read(name, fallback, "an ISO 8601 duration such as \"PT30S\"", JsonObjectReader::asDuration);
    }

    public Percent percent(String name, Percent fallback) {
        return read(
                name, fallback, "a percentage from 0 to 100 with at most two decimals", JsonObjectReader::asPercent);
    }

    private <T> T read(String name, T fallback, String wanted, Function<JsonNode, @Nullable T> reader) {
        JsonNode node = find(name);
        if (node == null) {
            return fallback;
        }
        T value = reader.apply(node);
        if (value == null) {
            faults.wrongType(at(name), wanted, node);
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

    private static @Nullable Duration asDuration(JsonNode node) {
        try {
            return node.isString() ? Duration.parse(node.stringValue()) : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    static @Nullable Percent asPercent(JsonNode node) {
        BigDecimal number = decimal(node);
        return number == null
                        || number.signum() < 0
                        || number.compareTo(BigDecimal.valueOf(100)) > 0
                        || number.stripTrailingZeros().scale() > 2
                ? null
                : new Percent(number.movePointRight(2).intValueExact());
    }
}
