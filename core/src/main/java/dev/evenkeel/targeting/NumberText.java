// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.targeting;

import java.math.BigDecimal;

/// Numbers in texts, read and written as JavaScript does, which JsonLogic's coercions are defined by.
final class NumberText {
    private NumberText() {}

    /// The number that the whole text is, white space around it aside: 0 for an empty one, NaN when it is none.
    static Number read(String text) {
        String trimmed = text.strip();
        if (trimmed.isEmpty()) {
            return 0L;
        }
        return literalEnd(trimmed) == trimmed.length() ? parse(trimmed) : special(trimmed);
    }

    /// The number that the text begins with, white space aside; NaN when it begins with none.
    static Number readPrefix(String text) {
        String trimmed = text.strip();
        int end = literalEnd(trimmed);
        return end > 0 ? parse(trimmed.substring(0, end)) : special(trimmed);
    }

    /// The shortest text that reads back as the same number; whole numbers without a fraction.
    static String write(Number number) {
        double value = number.doubleValue();
        if (Numbers.isWhole(number) || !Double.isFinite(value)) {
            return number.toString();
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return Long.toString((long) value);
        }
        BigDecimal shortest = new BigDecimal(number.toString()).stripTrailingZeros();
        boolean plain = Math.abs(value) >= 1e-6 && Math.abs(value) < 1e21;
        return plain ? shortest.toPlainString() : shortest.toString().replace('E', 'e');
    }

    private static Number special(String text) {
        return switch (text) {
            case "Infinity", "+Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> Double.NaN;
        };
    }

    private static Number parse(String literal) {
        boolean whole = literal.length() < 19 && literal.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '-');
        return whole ? (Number) Long.parseLong(literal) : (Number) Double.parseDouble(literal);
    }

    /// Where the longest decimal literal at the start of the text ends; 0 when there is none.
    private static int literalEnd(String text) {
        int start = signEnd(text, 0);
        int whole = digitsEnd(text, start);
        int end = whole;
        if (end < text.length() && text.charAt(end) == '.') {
            end = digitsEnd(text, end + 1);
        }
        boolean digits = whole > start || end > whole + 1;
        return digits ? exponentEnd(text, end) : 0;
    }

    private static int exponentEnd(String text, int from) {
        if (from < text.length() && (text.charAt(from) == 'e' || text.charAt(from) == 'E')) {
            int start = signEnd(text, from + 1);
            int end = digitsEnd(text, start);
            return end > start ? end : from;
        }
        return from;
    }

    private static int signEnd(String text, int from) {
        boolean sign = from < text.length() && (text.charAt(from) == '-' || text.charAt(from) == '+');
        return sign ? from + 1 : from;
    }

    private static int digitsEnd(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }
}
