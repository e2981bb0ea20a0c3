// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The type in which a caller requests a flag's value. Conversions are exact; any other value is a mismatch.
public enum FlagValueType {
    /// `Boolean`.
    BOOLEAN {
        @Override
        @Nullable
        Object convert(Object value) {
            return value instanceof Boolean ? value : null;
        }
    },

    /// `String`.
    STRING {
        @Override
        @Nullable
        Object convert(Object value) {
            return value instanceof String ? value : null;
        }
    },

    /// `Integer`: a number without a fraction (1.0 has none) from -2^31 to 2^31-1.
    INT {
        @Override
        @Nullable
        Object convert(Object value) {
            if (value instanceof Integer) {
                return value;
            }
            Object whole = LONG.convert(value);
            return whole instanceof Long l && l == l.intValue() ? (Object) l.intValue() : null;
        }
    },

    /// `Long`: a number without a fraction from -(2^53-1) to 2^53-1, the whole numbers that every JSON client
    /// can hold.
    LONG {
        @Override
        @Nullable
        Object convert(Object value) {
            if (!(value instanceof Number number)) {
                return null;
            }
            double nearest = number.doubleValue();
            boolean whole = nearest == Math.rint(nearest) && Math.abs(nearest) <= MAX_SAFE && isExact(number, nearest);
            return whole ? (Object) (long) nearest : null;
        }
    },

    /// `Double`: a number that a double holds exactly (decimal fractions: as the nearest double that prints the
    /// same).
    DOUBLE {
        @Override
        @Nullable
        Object convert(Object value) {
            if (value instanceof Double) {
                return value;
            }
            return value instanceof Number number && isExact(number, number.doubleValue())
                    ? (Object) number.doubleValue()
                    : null;
        }
    },

    /// `Map<String, Object>`, unmodifiable.
    OBJECT {
        @Override
        @Nullable
        Object convert(Object value) {
            return value instanceof Map ? value : null;
        }
    };

    private static final double MAX_SAFE = 0x1.fffffffffffffp52;

    /// Converts a value to this type; null when it does not fit.
    abstract @Nullable Object convert(Object value);

    private static boolean isExact(Number number, double nearest) {
        if (number instanceof Integer || number instanceof Double) {
            return true;
        }
        return Double.isFinite(nearest)
                && new BigDecimal(number.toString()).compareTo(BigDecimal.valueOf(nearest)) == 0;
    }
}
