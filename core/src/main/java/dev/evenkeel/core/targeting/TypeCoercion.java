// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.targeting;

import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// How JsonLogic takes one type for another: JavaScript's rules, except that an empty array is false.
final class TypeCoercion {
    private TypeCoercion() {}

    /// False are null, false, 0, NaN, the empty string and the empty array.
    static boolean truthy(@Nullable Object value) {
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

    /// The value as a number: null and false are 0, true is 1, texts are read, what cannot be read is NaN.
    static Number number(@Nullable Object value) {
        if (value instanceof Number number) {
            return number;
        }
        if (value instanceof Boolean truth) {
            return truth ? 1L : 0L;
        }
        return value == null ? (Number) 0L : JavaScriptNumberFormat.read(text(value));
    }

    /// The number at the beginning of the value's text; NaN when there is none.
    static Number leadingNumber(@Nullable Object value) {
        return value instanceof Number number ? number : JavaScriptNumberFormat.readPrefix(text(value));
    }

    /// The value as text; arrays are their elements with commas between, nulls among them left out.
    static String text(@Nullable Object value) {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof Number number) {
            return JavaScriptNumberFormat.write(number);
        }
        if (value instanceof List<?> list) {
            var joined = new StringJoiner(",");
            list.forEach(element -> joined.add(element == null ? "" : text(element)));
            return joined.toString();
        }
        return value instanceof Map ? "[object Object]" : String.valueOf(value);
    }

    /// Equality without coercion; numbers by value, arrays and objects by identity.
    @SuppressWarnings("ReferenceEquality") // as in JavaScript, an array or object equals only itself
    static boolean strictlyEqual(@Nullable Object a, @Nullable Object b) {
        if (a instanceof String text) {
            return text.equals(b);
        }
        if (a instanceof Number x && b instanceof Number y) {
            return NumberArithmetic.compare(x, y) == 0;
        }
        return a instanceof Boolean ? a.equals(b) : a == b;
    }

    /// Equality with coercion: null equals only null; different types meet as numbers.
    static boolean looselyEqual(@Nullable Object a, @Nullable Object b) {
        if (a == null || b == null || sameType(a, b)) {
            return strictlyEqual(a, b);
        }
        Object x = primitive(a);
        Object y = primitive(b);
        if (x instanceof String && y instanceof String) {
            return x.equals(y);
        }
        return NumberArithmetic.compare(number(x), number(y)) == 0;
    }

    /// Order of two values: of texts by character, else as numbers; -1, 0, 1 or [NumberArithmetic#UNORDERED].
    static int compare(@Nullable Object a, @Nullable Object b) {
        if (a instanceof Number x && b instanceof Number y) {
            return NumberArithmetic.compare(x, y);
        }
        Object x = a == null ? 0L : primitive(a);
        Object y = b == null ? 0L : primitive(b);
        if (x instanceof String s && y instanceof String t) {
            return Integer.signum(s.compareTo(t));
        }
        return NumberArithmetic.compare(number(x), number(y));
    }

    private static boolean sameType(Object a, Object b) {
        return (a instanceof String && b instanceof String)
                || (a instanceof Number && b instanceof Number)
                || (a instanceof Boolean && b instanceof Boolean)
                || (isStructure(a) && isStructure(b));
    }

    private static boolean isStructure(Object value) {
        return value instanceof List || value instanceof Map;
    }

    private static Object primitive(Object value) {
        return isStructure(value) ? text(value) : value;
    }
}
