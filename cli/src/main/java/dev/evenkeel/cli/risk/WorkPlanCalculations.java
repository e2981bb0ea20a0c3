// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.risk;

import dev.evenkeel.cli.jsonlines.InvalidLineException;
import dev.evenkeel.cli.jsonlines.JsonLineRequest;
import dev.evenkeel.cli.jsonlines.JsonNumberReader;
import dev.evenkeel.engine.risk.KnapsackSolution;
import dev.evenkeel.engine.risk.KnapsackSolution.SelectableItem;
import dev.evenkeel.engine.risk.PertValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// The duration of work, and the most valuable selection of work in a given time.
final class WorkPlanCalculations {
    private WorkPlanCalculations() {}

    static CalculationResultJsonBuilder pertMean(JsonLineRequest request) throws InvalidLineException {
        request.requireMembers("pertMean", List.of("min", "mode", "max"), Set.of("kurtosis"));
        var pertValue = new PertValue(
                request.requireNumber("min"),
                request.requireNumber("mode"),
                request.requireNumber("max"),
                request.has("kurtosis") ? request.requireNumber("kurtosis") : PertValue.DEFAULT_KURTOSIS);
        return new CalculationResultJsonBuilder().with("mean", pertValue.mean());
    }

    static CalculationResultJsonBuilder knapsack(JsonLineRequest request) throws InvalidLineException {
        request.requireMembers("knapsack", List.of("capacity", "weights", "values"), Set.of());
        List<BigDecimal> weights = decimals(request, "weights");
        List<BigDecimal> values = decimals(request, "values");
        if (weights.size() != values.size()) {
            throw new InvalidLineException("there must be one value for each weight, got " + weights.size()
                    + " weights and " + values.size() + " values");
        }
        var items = new ArrayList<SelectableItem>(weights.size());
        for (int i = 0; i < weights.size(); i++) {
            try {
                items.add(new SelectableItem(weights.get(i), values.get(i)));
            } catch (IllegalArgumentException e) {
                throw new InvalidLineException("item " + i + ": " + e.getMessage());
            }
        }
        var best =
                KnapsackSolution.solve(JsonNumberReader.readDecimal(request.get("capacity"), () -> "capacity"), items);
        return new CalculationResultJsonBuilder()
                .with("value", best.value().doubleValue())
                .with("items", best.items());
    }

    private static List<BigDecimal> decimals(JsonLineRequest request, String name) throws InvalidLineException {
        JsonNode list = request.requireList(name, "[1,2.5,...]");
        var decimals = new ArrayList<BigDecimal>(list.size());
        for (int i = 0; i < list.size(); i++) {
            int index = i;
            decimals.add(JsonNumberReader.readDecimal(list.get(i), () -> name + "[" + index + "]"));
        }
        return decimals;
    }
}
