// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.jsonlines;

import java.util.List;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/// One entry of a request's list: numbers identified by their position.
///
/// @param list name of the list
/// @param index position in it, from 0
/// @param values the numbers
/// @param names name of each number
public record NumberTuple(String list, int index, JsonNode values, List<String> names) {

    /// Validates that an entry has one value for each name.
    public static NumberTuple of(String list, int index, JsonNode values, List<String> names)
            throws InvalidLineException {
        if (!values.isArray() || values.size() != names.size()) {
            throw new InvalidLineException(list + "[" + index + "] must be " + names.size() + " numbers "
                    + formatShape(names) + ", got " + JsonNumberReader.formatValue(values));
        }
        return new NumberTuple(list, index, values, names);
    }

    /// Formats the shape of an entry: `[nC,eC,nT,eT]`.
    public static String formatShape(List<String> names) {
        return "[" + String.join(",", names) + "]";
    }

    /// Reads the number at a position as an integer from 0.
    public long count(int position) throws InvalidLineException {
        return JsonNumberReader.readCount(values.get(position), place(position));
    }

    /// Reads the number at a position.
    public double number(int position) throws InvalidLineException {
        return JsonNumberReader.readFinite(values.get(position), place(position));
    }

    /// Creates the error for a rejected entry.
    public InvalidLineException toException(IllegalArgumentException reason) {
        return new InvalidLineException(list + "[" + index + "]: " + reason.getMessage());
    }

    private Supplier<String> place(int position) {
        return () -> list + "[" + index + "]: " + names.get(position);
    }
}
