// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.targeting;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;

/// The parser and formatter of numbers with JavaScript's rules, which define JsonLogic's coercions.
final class JavaScriptNumberFormat {
    private static final Pattern PREFIXED = Pattern.compile("0(?:[xX][0-9a-fA-F]+|[oO][0-7]+|[bB][01]+)");

    private JavaScriptNumberFormat() {}

    /// Parses the whole text, ignoring surrounding white space: 0 for an empty one, NaN when it is not a
    /// number.
    static Number parseNumber(String text) {
        String trimmed = trim(text);
        if (trimmed.isEmpty()) {
            return 0L;
        }
        if (PREFIXED.matcher(trimmed).matches()) {
            return parseRadixLiteral(trimmed);
        }
        return literalEnd(trimmed) == trimmed.length() ? parseDecimal(trimmed) : parseSpecial(trimmed);
    }

    /// Parses the number at the beginning of the text, ignoring white space; NaN without one.
    static Number parsePrefix(String text) {
        String trimmed = trim(text);
        int end = literalEnd(trimmed);
        return end > 0 ? parseDecimal(trimmed.substring(0, end)) : parseSpecial(trimmed);
    }

    /// Formats the shortest text that parses to the same number; whole numbers without a fraction.
    static String format(Number number) {
        double value = number.doubleValue();
        if (NumberArithmetic.isWhole(number) || !Double.isFinite(value)) {
            return number.toString();
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return Long.toString((long) value);
        }
        BigDecimal shortest = new BigDecimal(number.toString()).stripTrailingZeros();
        boolean plain = Math.abs(value) >= 1e-6 && Math.abs(value) < 1e21;
        return plain ? shortest.toPlainString() : shortest.toString().replace('E', 'e');
    }

    /// Parses a hexadecimal, octal or binary literal.
    private static Number parseRadixLiteral(String literal) {
        int radix = switch (literal.charAt(1)) {
            case 'x', 'X' -> 16;
            case 'o', 'O' -> 8;
            default -> 2;
        };
        return new BigInteger(literal.substring(2), radix).doubleValue();
    }

    /// Removes surrounding white space and line ends as defined by JavaScript.
    private static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isSpace(char c) {
        return (c >= '\t' && c <= '\r') || c == '\uFEFF' || Character.isSpaceChar(c);
    }

    private static Number parseSpecial(String text) {
        return switch (text) {
            case "Infinity", "+Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> Double.NaN;
        };
    }

    private static Number parseDecimal(String literal) {
        boolean whole = literal.length() < 19 && literal.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '-');
        return whole ? (Number) Long.parseLong(literal) : (Number) Double.parseDouble(literal);
    }

    /// Returns the end of the longest decimal literal at the start of the text; 0 when there is none.
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
