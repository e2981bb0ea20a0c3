// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.risk;

import dev.evenkeel.cli.jsonlines.InvalidLineException;
import dev.evenkeel.cli.jsonlines.JsonLineRequest;
import dev.evenkeel.cli.jsonlines.JsonNumberReader;
import dev.evenkeel.cli.jsonlines.NumberRow;
import dev.evenkeel.engine.risk.BetaBinomialFit;
import dev.evenkeel.engine.risk.BetaBinomialFit.Group;
import dev.evenkeel.engine.risk.LogisticFit;
import dev.evenkeel.engine.risk.LognormalValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Laws and lines under which data are likeliest.
final class FitCalculations {
    private static final List<String> GROUP = List.of("events", "trials");

    private FitCalculations() {}

    static CalculationResult betaBinomial(JsonLineRequest members) throws InvalidLineException {
        members.check("betaBinomialFit", List.of("groups"), Set.of());
        JsonNode list = members.list("groups", "[" + NumberRow.shape(GROUP) + ",...]");
        var groups = new ArrayList<Group>(list.size());
        for (int i = 0; i < list.size(); i++) {
            NumberRow row = NumberRow.of("groups", i, list.get(i), GROUP);
            try {
                groups.add(new Group(row.count(0), row.count(1)));
            } catch (IllegalArgumentException e) {
                throw row.refusal(e);
            }
        }
        var fit = BetaBinomialFit.of(groups);
        return new CalculationResult().with("alpha", fit.alpha()).with("beta", fit.beta());
    }

    static CalculationResult lognormal(JsonLineRequest members) throws InvalidLineException {
        members.check("lognormalFit", List.of("values"), Set.of());
        var law = LognormalValue.fittedTo(members.numbers("values"));
        return new CalculationResult().with("mu", law.mu()).with("sigma", law.sigma());
    }

    static CalculationResult logistic(JsonLineRequest members) throws InvalidLineException {
        members.check("logistic", List.of("x", "y"), Set.of("firth"));
        double[] x = members.numbers("x");
        double[] y = members.numbers("y");
        var fit = firth(members) ? LogisticFit.firth(x, y) : LogisticFit.likeliest(x, y);
        return new CalculationResult()
                .with("intercept", fit.intercept())
                .with("slope", fit.slope())
                .with("interceptError", fit.interceptError())
                .with("slopeError", fit.slopeError())
                .with("deviance", fit.deviance());
    }

    private static boolean firth(JsonLineRequest members) throws InvalidLineException {
        if (!members.has("firth")) {
            return false;
        }
        JsonNode value = members.get("firth");
        if (!value.isBoolean()) {
            throw new InvalidLineException("firth must be true or false, got " + JsonNumberReader.shown(value));
        }
        return value.booleanValue();
    }
}
