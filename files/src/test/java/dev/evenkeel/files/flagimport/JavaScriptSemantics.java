// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Conversions and comparisons of JSON values as ECMAScript 2024 defines them; every number is a double.
final class JavaScriptSemantics {
    private JavaScriptSemantics() {}

    /// `Boolean(value)`.
    static boolean toBoolean(@Nullable Object value) {
        if (value instanceof Number number) {
            return number.doubleValue() != 0;
        }
        return value instanceof Boolean truth ? truth : value != null && !value.equals("");
    }

    /// `Number(value)`.
    static double toNumber(@Nullable Object value) {
        if (value == null) {
            return 0;
        }
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if (value instanceof Boolean truth) {
            return truth ? 1 : 0;
        }
        return parseNumber(toText(value).replaceAll("^[\\s\\u00a0\\ufeff\\p{Zs}]+|[\\s\\u00a0\\ufeff\\p{Zs}]+$", ""));
    }

    private static double parseNumber(String text) {
        if (text.isEmpty()) {
            return 0;
        }
        if (text.matches("0[xX][0-9a-fA-F]+")) {
            return new BigInteger(text.substring(2), 16).doubleValue();
        }
        if (text.matches("0[bB][01]+")) {
            return new BigInteger(text.substring(2), 2).doubleValue();
        }
        return text.matches("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?")
                ? Double.parseDouble(text)
                : Double.NaN;
    }

    /// `String(value)`.
    static String toText(@Nullable Object value) {
        if (value instanceof Number number) {
            double d = number.doubleValue();
            boolean plain = d == 0 || (Math.abs(d) >= 1e-6 && Math.abs(d) < 1e21);
            var shortest = new BigDecimal(Double.toString(d)).stripTrailingZeros();
            return plain ? shortest.toPlainString() : shortest.toString().replace("E", "e");
        }
        if (value instanceof List<?> list) {
            return list.stream().map(each -> each == null ? "" : toText(each)).collect(Collectors.joining(","));
        }
        return value instanceof Map ? "[object Object]" : String.valueOf(value);
    }

    /// `a === b` of values that are not the same object.
    static boolean strictEquals(@Nullable Object a, @Nullable Object b) {
        if (a instanceof Number x && b instanceof Number y) {
            return x.doubleValue() == y.doubleValue();
        }
        boolean plain = !(a instanceof List || a instanceof Map);
        return plain && (a == null ? b == null : a.equals(b));
    }

    /// `a < b` for -1, `a > b` for 1, equal for 0; 2 for neither.
    static int compare(@Nullable Object a, @Nullable Object b) {
        Object x = a instanceof List || a instanceof Map ? toText(a) : a;
        Object y = b instanceof List || b instanceof Map ? toText(b) : b;
        if (x instanceof String s && y instanceof String t) {
            return Integer.signum(s.compareTo(t));
        }
        double m = toNumber(x);
        double n = toNumber(y);
        return m < n ? -1 : m > n ? 1 : m == n ? 0 : 2;
    }
}
