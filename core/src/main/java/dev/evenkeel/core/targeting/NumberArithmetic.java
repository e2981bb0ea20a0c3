// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.targeting;

/// The arithmetic of JsonLogic: whole numbers remain whole while they fit 64 bits, everything else is double
/// precision.
final class NumberArithmetic {
    /// Result of [#compare] when a side is not a number.
    static final int UNORDERED = 2;

    private NumberArithmetic() {}

    /// Returns -1, 0, 1 or [#UNORDERED].
    static int compare(Number a, Number b) {
        if (isWhole(a) && isWhole(b)) {
            return Long.compare(a.longValue(), b.longValue());
        }
        double x = a.doubleValue();
        double y = b.doubleValue();
        if (x < y) {
            return -1;
        }
        if (x > y) {
            return 1;
        }
        return x == y ? 0 : UNORDERED;
    }

    static Number add(Number a, Number b) {
        if (isWhole(a) && isWhole(b)) {
            long sum = a.longValue() + b.longValue();
            boolean overflows = ((a.longValue() ^ sum) & (b.longValue() ^ sum)) < 0;
            if (!overflows) {
                return sum;
            }
        }
        return a.doubleValue() + b.doubleValue();
    }

    static Number subtract(Number a, Number b) {
        if (isWhole(a) && isWhole(b)) {
            long difference = a.longValue() - b.longValue();
            boolean overflows = ((a.longValue() ^ b.longValue()) & (a.longValue() ^ difference)) < 0;
            if (!overflows) {
                return difference;
            }
        }
        return a.doubleValue() - b.doubleValue();
    }

    static Number multiply(Number a, Number b) {
        if (isWhole(a) && isWhole(b)) {
            long high = Math.multiplyHigh(a.longValue(), b.longValue());
            long low = a.longValue() * b.longValue();
            if (high == low >> (Long.SIZE - 1)) {
                return low;
            }
        }
        return a.doubleValue() * b.doubleValue();
    }

    static Number divide(Number a, Number b) {
        boolean exact = isWhole(a)
                && isWhole(b)
                && b.longValue() != 0
                && a.longValue() != Long.MIN_VALUE
                && a.longValue() % b.longValue() == 0;
        if (exact) {
            return a.longValue() / b.longValue();
        }
        return a.doubleValue() / b.doubleValue();
    }

    /// Returns the remainder with the sign of the dividend.
    static Number remainder(Number a, Number b) {
        if (isWhole(a) && isWhole(b) && b.longValue() != 0) {
            return a.longValue() % b.longValue();
        }
        return a.doubleValue() % b.doubleValue();
    }

    /// Whether the value has an integer type of at most 64 bits.
    static boolean isWhole(Number number) {
        return number instanceof Integer || number instanceof Long || number instanceof Short || number instanceof Byte;
    }
}
