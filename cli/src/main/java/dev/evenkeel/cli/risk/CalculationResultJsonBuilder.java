// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.risk;

import java.util.List;

/// A result as JSON on one line; infinite and undefined numbers are null.
final class CalculationResultJsonBuilder {
    private final StringBuilder json = new StringBuilder("{");

    CalculationResultJsonBuilder with(String name, double value) {
        return member(name, Double.isFinite(value) ? Double.toString(value) : "null");
    }

    CalculationResultJsonBuilder with(String name, List<Integer> values) {
        return member(name, values.toString().replace(" ", ""));
    }

    private CalculationResultJsonBuilder member(String name, String value) {
        json.append(json.length() == 1 ? "\"" : ",\"")
                .append(name)
                .append("\":")
                .append(value);
        return this;
    }

    @Override
    public String toString() {
        return json + "}";
    }
}
