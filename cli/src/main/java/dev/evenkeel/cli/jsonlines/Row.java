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
public record Row(String list, int index, JsonNode values, List<String> names) {

    /// The entry, when it has one value for each name.
    public static Row of(String list, int index, JsonNode values, List<String> names) throws RefusedLine {
        if (!values.isArray() || values.size() != names.size()) {
            throw new RefusedLine(list + "[" + index + "] must be " + names.size() + " numbers " + shape(names)
                    + ", got " + Numbers.shown(values));
        }
        return new Row(list, index, values, names);
    }

    /// How an entry looks: `[nC,eC,nT,eT]`.
    public static String shape(List<String> names) {
        return "[" + String.join(",", names) + "]";
    }

    /// The number at a position, an integer from 0.
    public long count(int position) throws RefusedLine {
        return Numbers.count(values.get(position), place(position));
    }

    /// The number at a position.
    public double number(int position) throws RefusedLine {
        return Numbers.finite(values.get(position), place(position));
    }

    /// The refusal of an entry that is not accepted.
    public RefusedLine refusal(IllegalArgumentException reason) {
        return new RefusedLine(list + "[" + index + "]: " + reason.getMessage());
    }

    private Supplier<String> place(int position) {
        return () -> list + "[" + index + "]: " + names.get(position);
    }
}
