// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.jsonlines;

import java.math.BigDecimal;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/// Numbers of a request. The place of a number is only spelt out when it is refused.
public final class JsonNumberReader {
    private static final int LONGEST_SHOWN = 40;
    private static final double SMALLEST = 1e-100;
    private static final double LARGEST = 1e100;

    private JsonNumberReader() {}

    /// An integer from 0 to the largest long; 3.0 and 3e2 are integers too.
    public static long count(JsonNode value, Supplier<String> place) throws InvalidLineException {
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

    /// The double nearest to a number.
    public static double finite(JsonNode value, Supplier<String> place) throws InvalidLineException {
        if (!value.isNumber()) {
            throw new InvalidLineException(place.get() + " must be a number, got " + shown(value));
        }
        double number = value.decimalValue().doubleValue();
        if (!Double.isFinite(number)) {
            throw new InvalidLineException(place.get() + " must be a number below 1.8e308, got " + shown(value));
        }
        return number;
    }

    /// A number with all its digits: 0, or of a size from 1e-100 to 1e100.
    public static BigDecimal decimal(JsonNode value, Supplier<String> place) throws InvalidLineException {
        double near = Math.abs(finite(value, place));
        if (value.decimalValue().signum() != 0 && !(near >= SMALLEST && near <= LARGEST)) {
            throw new InvalidLineException(
                    place.get() + " must be 0 or of a size from 1e-100 to 1e100, got " + shown(value));
        }
        return value.decimalValue();
    }

    /// A value as it was written, cut when it is long.
    public static String shown(JsonNode value) {
        String text = value.toString();
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "...";
    }

    private static InvalidLineException notACount(JsonNode value, Supplier<String> place) {
        return new InvalidLineException(
                place.get() + " must be an integer from 0 to 9223372036854775807, got " + shown(value));
    }
}
