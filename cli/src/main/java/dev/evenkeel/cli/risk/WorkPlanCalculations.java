// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.risk;

import dev.evenkeel.cli.jsonlines.InvalidLineException;
import dev.evenkeel.cli.jsonlines.JsonLineRequest;
import dev.evenkeel.cli.jsonlines.JsonNumberReader;
import dev.evenkeel.engine.risk.KnapsackSolution;
import dev.evenkeel.engine.risk.KnapsackSolution.Item;
import dev.evenkeel.engine.risk.PertValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// The duration of work, and the most valuable selection of work in a given time.
final class WorkPlanCalculations {
    private WorkPlanCalculations() {}

    static CalculationResult pertMean(JsonLineRequest members) throws InvalidLineException {
        members.requireMembers("pertMean", List.of("min", "mode", "max"), Set.of("kurtosis"));
        var law = new PertValue(
                members.requireNumber("min"),
                members.requireNumber("mode"),
                members.requireNumber("max"),
                members.has("kurtosis") ? members.requireNumber("kurtosis") : PertValue.DEFAULT_KURTOSIS);
        return new CalculationResult().with("mean", law.mean());
    }

    static CalculationResult knapsack(JsonLineRequest members) throws InvalidLineException {
        members.requireMembers("knapsack", List.of("capacity", "weights", "values"), Set.of());
        List<BigDecimal> weights = decimals(members, "weights");
        List<BigDecimal> values = decimals(members, "values");
        if (weights.size() != values.size()) {
            throw new InvalidLineException("there must be one value for each weight, got " + weights.size()
                    + " weights and " + values.size() + " values");
        }
        var items = new ArrayList<Item>(weights.size());
        for (int i = 0; i < weights.size(); i++) {
            try {
                items.add(new Item(weights.get(i), values.get(i)));
            } catch (IllegalArgumentException e) {
                throw new InvalidLineException("item " + i + ": " + e.getMessage());
            }
        }
        var best =
                KnapsackSolution.solve(JsonNumberReader.readDecimal(members.get("capacity"), () -> "capacity"), items);
        return new CalculationResult().with("value", best.value().doubleValue()).with("items", best.items());
    }

    private static List<BigDecimal> decimals(JsonLineRequest members, String name) throws InvalidLineException {
        JsonNode list = members.requireList(name, "[1,2.5,...]");
        var decimals = new ArrayList<BigDecimal>(list.size());
        for (int i = 0; i < list.size(); i++) {
            int index = i;
            decimals.add(JsonNumberReader.readDecimal(list.get(i), () -> name + "[" + index + "]"));
        }
        return decimals;
    }
}
