// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.jsonlines;

import java.util.List;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/// One entry of a request's list: numbers whose meaning is their position.
///
/// @param list name of the list
/// @param index position in it, from 0
/// @param values the numbers
/// @param names what each of them is called
public record NumberRow(String list, int index, JsonNode values, List<String> names) {

    /// The entry, when it has one value for each name.
    public static NumberRow of(String list, int index, JsonNode values, List<String> names)
            throws InvalidLineException {
        if (!values.isArray() || values.size() != names.size()) {
            throw new InvalidLineException(list + "[" + index + "] must be " + names.size() + " numbers " + shape(names)
                    + ", got " + JsonNumberReader.shown(values));
        }
        return new NumberRow(list, index, values, names);
    }

    /// How an entry looks: `[nC,eC,nT,eT]`.
    public static String shape(List<String> names) {
        return "[" + String.join(",", names) + "]";
    }

    /// The number at a position, an integer from 0.
    public long count(int position) throws InvalidLineException {
        return JsonNumberReader.count(values.get(position), place(position));
    }

    /// The number at a position.
    public double number(int position) throws InvalidLineException {
        return JsonNumberReader.finite(values.get(position), place(position));
    }

    /// The refusal of an entry that is not accepted.
    public InvalidLineException refusal(IllegalArgumentException reason) {
        return new InvalidLineException(list + "[" + index + "]: " + reason.getMessage());
    }

    private Supplier<String> place(int position) {
        return () -> list + "[" + index + "]: " + names.get(position);
    }
}
