// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.targeting;

import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// The type coercion of JsonLogic: JavaScript's rules, except that an empty array is false.
final class TypeCoercion {
    private TypeCoercion() {}

    /// Converts to a boolean: null, false, 0, NaN, the empty string and the empty array are false.
    static boolean isTruthy(@Nullable Object value) {
        if (value instanceof Boolean truth) {
            return truth;
        }
        if (value instanceof String text) {
            return !text.isEmpty();
        }
        if (value instanceof Number number) {
            double d = number.doubleValue();
            return d != 0 && !Double.isNaN(d);
        }
        return value instanceof List<?> list ? !list.isEmpty() : value != null;
    }

    /// Converts to a number: null and false are 0, true is 1, strings are parsed, any other value is NaN.
    static Number toNumber(@Nullable Object value) {
        if (value instanceof Number number) {
            return number;
        }
        if (value instanceof Boolean truth) {
            return truth ? 1L : 0L;
        }
        return value == null ? (Number) 0L : JavaScriptNumberFormat.parseNumber(toText(value));
    }

    /// Returns the number at the beginning of the value's text; NaN when there is none.
    static Number toLeadingNumber(@Nullable Object value) {
        return value instanceof Number number ? number : JavaScriptNumberFormat.parsePrefix(toText(value));
    }

    /// Converts to a string; arrays are their elements separated by commas, with null as the empty string.
    static String toText(@Nullable Object value) {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof Number number) {
            return JavaScriptNumberFormat.format(number);
        }
        if (value instanceof List<?> list) {
            var joined = new StringJoiner(",");
            list.forEach(element -> joined.add(element == null ? "" : toText(element)));
            return joined.toString();
        }
        return value instanceof Map ? "[object Object]" : String.valueOf(value);
    }

    /// Compares without coercion; numbers by value, arrays and objects by identity.
    @SuppressWarnings("ReferenceEquality") // as in JavaScript, an array or object equals only itself
    static boolean areStrictlyEqual(@Nullable Object a, @Nullable Object b) {
        if (a instanceof String text) {
            return text.equals(b);
        }
        if (a instanceof Number x && b instanceof Number y) {
            return NumberArithmetic.compare(x, y) == 0;
        }
        return a instanceof Boolean ? a.equals(b) : a == b;
    }

    /// Compares with coercion: null equals only null; different types are compared as numbers.
    static boolean areLooselyEqual(@Nullable Object a, @Nullable Object b) {
        if (a == null || b == null || haveSameType(a, b)) {
            return areStrictlyEqual(a, b);
        }
        Object x = toPrimitive(a);
        Object y = toPrimitive(b);
        if (x instanceof String && y instanceof String) {
            return x.equals(y);
        }
        return NumberArithmetic.compare(toNumber(x), toNumber(y)) == 0;
    }

    /// Orders two values: strings by character, others as numbers; -1, 0, 1 or [NumberArithmetic#UNORDERED].
    static int compare(@Nullable Object a, @Nullable Object b) {
        if (a instanceof Number x && b instanceof Number y) {
            return NumberArithmetic.compare(x, y);
        }
        Object x = a == null ? 0L : toPrimitive(a);
        Object y = b == null ? 0L : toPrimitive(b);
        if (x instanceof String s && y instanceof String t) {
            return Integer.signum(s.compareTo(t));
        }
        return NumberArithmetic.compare(toNumber(x), toNumber(y));
    }

    private static boolean haveSameType(Object a, Object b) {
        return (a instanceof String && b instanceof String)
                || (a instanceof Number && b instanceof Number)
                || (a instanceof Boolean && b instanceof Boolean)
                || (isStructure(a) && isStructure(b));
    }

    private static boolean isStructure(Object value) {
        return value instanceof List || value instanceof Map;
    }

    private static Object toPrimitive(Object value) {
        return isStructure(value) ? toText(value) : value;
    }
}
