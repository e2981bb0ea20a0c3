// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.jsonlines;

import java.math.BigDecimal;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/// A reader of numbers in requests. Formats the location of a number only for an error.
public final class JsonNumberReader {
    private static final int LONGEST_SHOWN = 40;
    private static final double SMALLEST = 1e-100;
    private static final double LARGEST = 1e100;

    private JsonNumberReader() {}

    /// Reads an integer from 0 to the largest long; 3.0 and 3e2 are integers too.
    public static long readCount(JsonNode value, Supplier<String> place) throws InvalidLineException {
        if (value.isNumber()) {
            try {
                long count = value.decimalValue().longValueExact();
                if (count >= 0) {
                    return count;
                }
            } catch (ArithmeticException e) {
                throw notACount(value, place);
            }
        }
        throw notACount(value, place);
    }

    /// Reads a number as the nearest finite double.
    public static double readFinite(JsonNode value, Supplier<String> place) throws InvalidLineException {
        if (!value.isNumber()) {
            throw new InvalidLineException(place.get() + " must be a number, got " + formatValue(value));
        }
        double number = value.decimalValue().doubleValue();
        if (!Double.isFinite(number)) {
            throw new InvalidLineException(place.get() + " must be a number below 1.8e308, got " + formatValue(value));
        }
        return number;
    }

    /// Reads a number with all its digits: 0, or an absolute value from 1e-100 to 1e100.
    public static BigDecimal readDecimal(JsonNode value, Supplier<String> place) throws InvalidLineException {
        double near = Math.abs(readFinite(value, place));
        if (value.decimalValue().signum() != 0 && !(near >= SMALLEST && near <= LARGEST)) {
            throw new InvalidLineException(
                    place.get() + " must be 0, or from 1e-100 to 1e100 in absolute value, got " + formatValue(value));
        }
        return value.decimalValue();
    }

    /// Formats a value for an error message, truncated if long.
    public static String formatValue(JsonNode value) {
        String text = value.toString();
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "...";
    }

    private static InvalidLineException notACount(JsonNode value, Supplier<String> place) {
        return new InvalidLineException(
                place.get() + " must be an integer from 0 to 9223372036854775807, got " + formatValue(value));
    }
}
