// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag.split;

import java.math.BigDecimal;

/// A share of traffic, from 0 to 100 percent in steps of 0.01.
///
/// Stored as basis points (0..10_000) because binary fractions cannot hold 0.1 percent exactly.
///
/// @param basisPoints hundredths of a percent, 0..10_000
public record Percent(int basisPoints) implements Comparable<Percent> {
    /// No traffic.
    public static final Percent NONE = new Percent(0);

    /// All traffic.
    public static final Percent ALL = new Percent(10_000);

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    public Percent {
        if (basisPoints < 0 || basisPoints > 10_000) {
            throw new IllegalArgumentException("basisPoints must be 0..10000, got " + basisPoints);
        }
    }

    /// Parses `"2.5"` as 2.5 percent.
    ///
    /// @param text a decimal number from 0 to 100 with at most two decimals, without a percent sign
    /// @throws IllegalArgumentException when the text is not such a number
    public static Percent parse(String text) {
        try {
            BigDecimal number = new BigDecimal(text);
            requireAtMostAll(number);
            return new Percent(number.movePointRight(2).intValueExact());
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "a percentage must be a number from 0 to 100 with at most two decimals, such as 2.5; got \"" + text
                            + "\"",
                    e);
        }
    }

    /* Checked before any computation: a billion zeros would cost time and memory. */
    private static void requireAtMostAll(BigDecimal number) {
        if (number.compareTo(HUNDRED) > 0) {
            throw new ArithmeticException("above 100");
        }
    }

    /// Returns the share as a fraction, 0..1.
    public double fraction() {
        return basisPoints / 10_000.0;
    }

    /// Returns the number of percent in the shortest form: 2.5, 100.
    public BigDecimal toBigDecimal() {
        BigDecimal shortest = BigDecimal.valueOf(basisPoints, 2).stripTrailingZeros();
        return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
    }

    @Override
    public int compareTo(Percent other) {
        return Integer.compare(basisPoints, other.basisPoints);
    }

    /// Returns the shortest exact form: `"2.5%"`.
    @Override
    public String toString() {
        return toBigDecimal() + "%";
    }
}
