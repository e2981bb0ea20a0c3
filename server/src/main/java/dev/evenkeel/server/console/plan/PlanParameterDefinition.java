// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.plan;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.StringNode;

/// An editable number of the plan page, with its position in the preview request and its text format.
///
/// @param name name of the query parameter
/// @param label label of the field
/// @param kind text format
/// @param pointer JSON Pointer to its value in the request
/// @param range range of the slider
/// @param note explanation; empty if the label suffices
record PlanParameterDefinition(
        String name, String label, PlanParameterKind kind, String pointer, SliderRange range, String note) {
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,15}(\\.[0-9]{1,15})?");
    private static final Pattern SPAN =
            Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,3})?)\\s*(ms|s|min|m|h|d)\\s*", Pattern.CASE_INSENSITIVE);
    private static final long[] SECONDS = {86_400, 3_600, 60};
    private static final String[] UNITS = {" d", " h", " min"};

    /// Text format of a number.
    enum PlanParameterKind {
        NUMBER(""),
        /// A share of 0..1 in the request, shown in percent.
        SHARE("%"),
        PERCENT("%"),
        RATIO("×"),
        /// A duration with its unit: `10 min`.
        DURATION("");

        private final String unit;

        PlanParameterKind(String unit) {
            this.unit = unit;
        }

        /// Returns the unit shown after the number.
        String unit() {
            return unit;
        }
    }

    /// Range of a slider.
    ///
    /// @param min value at the left end, in the displayed unit; seconds for a duration
    /// @param max value at the right end
    /// @param linear whether the scale is linear instead of logarithmic
    record SliderRange(double min, double max, boolean linear) {}

    /// Formats a value of the request for display.
    String format(JsonNode node) {
        return switch (kind) {
            case DURATION -> formatDuration(Duration.parse(node.stringValue()));
            case SHARE -> formatPlain(node.decimalValue().movePointRight(2));
            case NUMBER, PERCENT, RATIO -> formatPlain(node.decimalValue());
        };
    }

    /// Converts an input to a value of the request. Text that is not a number stays text, so that request
    /// validation rejects it.
    ///
    /// @return null if a duration is required and the text is none
    @Nullable
    JsonNode parse(String text) {
        if (kind == PlanParameterKind.DURATION) {
            Duration span = parseDuration(text);
            return span == null ? null : StringNode.valueOf(span.toString());
        }
        if (!NUMBER.matcher(text).matches()) {
            return StringNode.valueOf(text);
        }
        BigDecimal number = new BigDecimal(text);
        return DecimalNode.valueOf(kind == PlanParameterKind.SHARE ? number.movePointLeft(2) : number);
    }

    /// Formats a duration in the largest unit that divides it exactly: `10 min`, `90 s`, `1 d`.
    static String formatDuration(Duration span) {
        if (span.toMillisPart() != 0) {
            return formatPlain(BigDecimal.valueOf(span.toMillis(), 3)) + " s";
        }
        long seconds = span.toSeconds();
        for (int i = 0; i < SECONDS.length; i++) {
            if (seconds > 0 && seconds % SECONDS[i] == 0) {
                return seconds / SECONDS[i] + UNITS[i];
            }
        }
        return seconds + " s";
    }

    private static @Nullable Duration parseDuration(String text) {
        Matcher part = SPAN.matcher(text);
        long millis = 0;
        int end = 0;
        while (end < text.length() && part.find(end) && part.start() == end) {
            millis += new BigDecimal(part.group(1))
                    .multiply(BigDecimal.valueOf(millisOf(part.group(2).toLowerCase(Locale.ROOT))))
                    .longValue();
            end = part.end();
        }
        return end > 0 && end == text.length() ? Duration.ofMillis(millis) : parseIsoDuration(text);
    }

    private static long millisOf(String unit) {
        return switch (unit) {
            case "ms" -> 1;
            case "s" -> 1_000;
            case "min", "m" -> 60_000;
            case "h" -> 3_600_000;
            default -> 86_400_000;
        };
    }

    private static @Nullable Duration parseIsoDuration(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static String formatPlain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
