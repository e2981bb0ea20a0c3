// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.csv;

import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.ValidationErrors;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The mapping of one field: to a column, or to a constant.
public final class ColumnMapping {
    private static final Set<String> NAMES = Set.of(
            "column",
            "value",
            "values",
            "from",
            "unit",
            "since",
            "pattern",
            "zone",
            "precision",
            "separator",
            "factor",
            "currency");
    private static final Map<String, ChronoUnit> UNITS = Map.of(
            "millis", ChronoUnit.MILLIS,
            "seconds", ChronoUnit.SECONDS,
            "minutes", ChronoUnit.MINUTES,
            "hours", ChronoUnit.HOURS,
            "days", ChronoUnit.DAYS);

    private static final int MOST_DIGITS = 100;
    private static final BigDecimal LATEST_MILLIS = BigDecimal.valueOf(Long.MAX_VALUE);

    private final JsonObjectReader fields;
    private final int column;
    private final Instant since;
    private final @Nullable DateTimeFormatter pattern;
    private final ZoneId zone;
    private final @Nullable ChronoUnit unit;

    /// Parses an entry of the mapping.
    ///
    /// @param header names of the file's columns
    ColumnMapping(@Nullable JsonNode entry, String pointer, List<String> header, ValidationErrors errors) {
        this.fields = new JsonObjectReader(entry, pointer, errors).rejectUnknownFields(NAMES);
        String name = fields.text("column", "");
        this.column = header.indexOf(name);
        if (fields.find("column") != null && column < 0) {
            errors.add(
                    fields.pointerTo("column"),
                    "unknown column \"" + name + "\"",
                    "columns of the file: " + String.join(", ", header));
        }
        if ((fields.find("column") == null) == (fields.find("value") == null)) {
            errors.add(pointer, "must have either column or value", "set a column, or a value for all rows");
        }
        this.since = parse("since", "1970-01-01T00:00:00Z", "an instant", Instant::parse);
        this.zone = parse("zone", "UTC", "a time zone", ZoneId::of);
        this.pattern = fields.find("pattern") == null
                ? null
                : parse("pattern", "", "a pattern of java.time", DateTimeFormatter::ofPattern);
        this.unit = fields.find("unit") == null
                ? null
                : parse("unit", "seconds", "one of " + new TreeMap<>(UNITS).keySet(), ColumnMapping::parseUnit);
    }

    private static ChronoUnit parseUnit(String name) {
        ChronoUnit unit = UNITS.get(name);
        if (unit == null) {
            throw new IllegalArgumentException(name);
        }
        return unit;
    }

    private interface Parser<T> {
        T parse(String text);
    }

    private <T> T parse(String name, String fallback, String wanted, Parser<T> parser) {
        String text = fields.text(name, fallback);
        try {
            return parser.parse(text);
        } catch (DateTimeException | IllegalArgumentException e) {
            fields.addError(name, "must be " + wanted + ", got \"" + text + "\"", "write " + wanted);
            return parser.parse(fallback);
        }
    }

    /// Thrown for an invalid cell; the message says what is wrong, without the location.
    public static final class InvalidCellException extends RuntimeException {
        private static final long serialVersionUID = 1;

        /// @param message what is wrong
        public InvalidCellException(String message) {
            super(message);
        }
    }

    /// Returns the name of the column; empty for a constant.
    public String column() {
        return fields.text("column", "");
    }

    /// Returns the location of an error in a row.
    String location() {
        return column < 0 ? "" : ", column " + column();
    }

    /// Returns the text of a row, mapped by `values` or `from` if given; null when the cell is empty.
    ///
    /// @throws InvalidCellException when they do not cover the text
    public @Nullable String text(List<String> row) {
        String cell = column < 0 ? constant() : row.get(column);
        if (cell.isEmpty()) {
            return null;
        }
        if (fields.find("values") != null) {
            JsonNode known = fields.object("values").find(cell);
            if (known == null) {
                throw new InvalidCellException("\"" + cell + "\" is missing in values");
            }
            return known.asString("");
        }
        return fields.find("from") == null ? cell : mapLevel(number(cell));
    }

    private String constant() {
        JsonNode value = fields.find("value");
        return value == null ? "" : value.asString("");
    }

    /* The name with the largest threshold that is not above the number. */
    private String mapLevel(BigDecimal number) {
        JsonNode levels = fields.object("from").object();
        if (levels == null) {
            throw new InvalidCellException("has a rule in which from is not a mapping");
        }
        String best = null;
        BigDecimal highest = null;
        for (String name : levels.propertyNames()) {
            BigDecimal threshold = number(levels.path(name).asString(""));
            if (threshold.compareTo(number) <= 0 && (highest == null || threshold.compareTo(highest) > 0)) {
                best = name;
                highest = threshold;
            }
        }
        if (best == null) {
            throw new InvalidCellException(number + " is below every threshold in from");
        }
        return best;
    }

    /// Returns the number of a row, times `factor`; null when the cell is empty.
    public @Nullable BigDecimal number(List<String> row) {
        String text = text(row);
        return text == null ? null : number(text).multiply(BigDecimal.valueOf(fields.number("factor", 1)));
    }

    /* Rejects absurd sizes, whose computation would not end or which would silently become another number. */
    private static BigDecimal number(String text) {
        try {
            BigDecimal number = new BigDecimal(text);
            if (number.precision() <= MOST_DIGITS && Math.abs((long) number.scale()) <= MOST_DIGITS) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new InvalidCellException("must be a number, got \"" + text + "\"");
        }
        throw new InvalidCellException("must be a number of at most " + MOST_DIGITS + " digits, got \"" + text + "\"");
    }

    /// Returns the instant of a row; null when the cell is empty.
    public @Nullable Instant instant(List<String> row) {
        String text = text(row);
        if (text == null) {
            return null;
        }
        try {
            if (unit != null) {
                BigDecimal millis = number(text)
                        .multiply(BigDecimal.valueOf(unit.getDuration().toMillis()));
                if (millis.abs().compareTo(LATEST_MILLIS) > 0) {
                    throw new InvalidCellException("must be a time in the format of its mapping, got \"" + text + "\"");
                }
                return since.plusMillis(millis.longValue());
            }
            return pattern == null
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text, pattern).atZone(zone).toInstant();
        } catch (DateTimeException | ArithmeticException e) {
            throw new InvalidCellException("must be a time in the format of its mapping, got \"" + text + "\"");
        }
    }

    /// Returns the precision of times as configured; null without one.
    public @Nullable String precision() {
        JsonNode precision = fields.find("precision");
        return precision == null ? null : precision.asString("");
    }

    /// Returns the texts of a row, split at `separator`.
    public List<String> texts(List<String> row) {
        String text = text(row);
        return text == null
                ? List.of()
                : Arrays.stream(text.split(Pattern.quote(fields.text("separator", ";"))))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .toList();
    }

    /// Returns the configured currency; empty without one.
    public String currency() {
        return fields.text("currency", "");
    }
}
