// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.risk;

import dev.evenkeel.cli.jsonlines.Members;
import dev.evenkeel.cli.jsonlines.Numbers;
import dev.evenkeel.cli.jsonlines.RefusedLine;
import dev.evenkeel.engine.risk.Knapsack;
import dev.evenkeel.engine.risk.Knapsack.Item;
import dev.evenkeel.engine.risk.PertLaw;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// How long work takes, and which of it is worth most in the time there is.
final class PlanQuestions {
    private PlanQuestions() {}

    static Answer pertMean(Members members) throws RefusedLine {
        members.check("pertMean", List.of("min", "mode", "max"), Set.of("kurtosis"));
        var law = new PertLaw(
                members.number("min"),
                members.number("mode"),
                members.number("max"),
                members.has("kurtosis") ? members.number("kurtosis") : PertLaw.USUAL_KURTOSIS);
        return new Answer().with("mean", law.mean());
    }

    static Answer knapsack(Members members) throws RefusedLine {
        members.check("knapsack", List.of("capacity", "weights", "values"), Set.of());
        List<BigDecimal> weights = decimals(members, "weights");
        List<BigDecimal> values = decimals(members, "values");
        if (weights.size() != values.size()) {
            throw new RefusedLine("there must be one value for each weight, got " + weights.size() + " weights and "
                    + values.size() + " values");
        }
        var items = new ArrayList<Item>(weights.size());
        for (int i = 0; i < weights.size(); i++) {
            try {
                items.add(new Item(weights.get(i), values.get(i)));
            } catch (IllegalArgumentException e) {
                throw new RefusedLine("item " + i + ": " + e.getMessage());
            }
        }
        var best = Knapsack.of(Numbers.decimal(members.get("capacity"), () -> "capacity"), items);
        return new Answer().with("value", best.value().doubleValue()).with("items", best.items());
    }

    private static List<BigDecimal> decimals(Members members, String name) throws RefusedLine {
        JsonNode list = members.list(name, "[1,2.5,...]");
        var decimals = new ArrayList<BigDecimal>(list.size());
        for (int i = 0; i < list.size(); i++) {
            int index = i;
            decimals.add(Numbers.decimal(list.get(i), () -> name + "[" + index + "]"));
        }
        return decimals;
    }
}
