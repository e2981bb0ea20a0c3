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

/// A number that the page of a plan lets people change: where it stands in the order of a preview, and
/// how it is written.
///
/// @param name in the address of the page
/// @param label what it is
/// @param kind how it is written
/// @param pointer where it is in the order: a JSON pointer
/// @param slide what its slider reaches
/// @param note what it means; empty where the label says it
record PlanParameter(
        String name, String label, PlanParameterKind kind, String pointer, SliderRange slide, String note) {
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,15}(\\.[0-9]{1,15})?");
    private static final Pattern SPAN =
            Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,3})?)\\s*(ms|s|min|m|h|d)\\s*", Pattern.CASE_INSENSITIVE);
    private static final long[] SECONDS = {86_400, 3_600, 60};
    private static final String[] UNITS = {" d", " h", " min"};

    /// How a number is written.
    enum PlanParameterKind {
        NUMBER(""),
        /// A share of 0..1 in the order, in percent for people.
        SHARE("%"),
        PERCENT("%"),
        RATIO("×"),
        /// A time with its unit: `10 min`.
        SPAN("");

        private final String unit;

        PlanParameterKind(String unit) {
            this.unit = unit;
        }

        /// What stands behind it.
        String unit() {
            return unit;
        }
    }

    /// What a slider reaches.
    ///
    /// @param least at its left end, in the unit that people write; seconds for a time
    /// @param most at its right end
    /// @param even whether each bit of the way adds as much, instead of multiplying by as much
    record SliderRange(double least, double most, boolean even) {}

    /// As people write what stands in an order.
    String written(JsonNode node) {
        return switch (kind) {
            case SPAN -> words(Duration.parse(node.stringValue()));
            case SHARE -> plain(node.decimalValue().movePointRight(2));
            case NUMBER, PERCENT, RATIO -> plain(node.decimalValue());
        };
    }

    /// What stands in an order for what somebody wrote: the text itself where it is no number, for the
    /// order's own rules to refuse.
    ///
    /// @return null for what is no time
    @Nullable
    JsonNode read(String text) {
        if (kind == PlanParameterKind.SPAN) {
            Duration span = duration(text);
            return span == null ? null : StringNode.valueOf(span.toString());
        }
        if (!NUMBER.matcher(text).matches()) {
            return StringNode.valueOf(text);
        }
        BigDecimal number = new BigDecimal(text);
        return DecimalNode.valueOf(kind == PlanParameterKind.SHARE ? number.movePointLeft(2) : number);
    }

    /// `10 min`, `90 s`, `1 d`: in the largest unit that leaves no rest.
    static String words(Duration span) {
        if (span.toMillisPart() != 0) {
            return plain(BigDecimal.valueOf(span.toMillis(), 3)) + " s";
        }
        long seconds = span.toSeconds();
        for (int i = 0; i < SECONDS.length; i++) {
            if (seconds > 0 && seconds % SECONDS[i] == 0) {
                return seconds / SECONDS[i] + UNITS[i];
            }
        }
        return seconds + " s";
    }

    private static @Nullable Duration duration(String text) {
        Matcher part = SPAN.matcher(text);
        long millis = 0;
        int end = 0;
        while (end < text.length() && part.find(end) && part.start() == end) {
            millis += new BigDecimal(part.group(1))
                    .multiply(BigDecimal.valueOf(millisOf(part.group(2).toLowerCase(Locale.ROOT))))
                    .longValue();
            end = part.end();
        }
        return end > 0 && end == text.length() ? Duration.ofMillis(millis) : iso(text);
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

    private static @Nullable Duration iso(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
