// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.risk;

import dev.evenkeel.cli.jsonlines.InvalidLineException;
import dev.evenkeel.cli.jsonlines.JsonLineRequest;
import dev.evenkeel.cli.jsonlines.JsonNumberReader;
import dev.evenkeel.cli.jsonlines.NumberTuple;
import dev.evenkeel.engine.risk.BetaBinomialFit;
import dev.evenkeel.engine.risk.BetaBinomialFit.Group;
import dev.evenkeel.engine.risk.LogisticFit;
import dev.evenkeel.engine.risk.LognormalValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// The maximum-likelihood fits of distributions and lines.
final class FitCalculations {
    private static final List<String> GROUP = List.of("events", "trials");

    private FitCalculations() {}

    static CalculationResultJsonBuilder betaBinomial(JsonLineRequest request) throws InvalidLineException {
        request.requireMembers("betaBinomialFit", List.of("groups"), Set.of());
        JsonNode list = request.requireList("groups", "[" + NumberTuple.formatShape(GROUP) + ",...]");
        var groups = new ArrayList<Group>(list.size());
        for (int i = 0; i < list.size(); i++) {
            NumberTuple row = NumberTuple.of("groups", i, list.get(i), GROUP);
            try {
                groups.add(new Group(row.count(0), row.count(1)));
            } catch (IllegalArgumentException e) {
                throw row.toException(e);
            }
        }
        var fit = BetaBinomialFit.fit(groups);
        return new CalculationResultJsonBuilder().with("alpha", fit.alpha()).with("beta", fit.beta());
    }

    static CalculationResultJsonBuilder lognormal(JsonLineRequest request) throws InvalidLineException {
        request.requireMembers("lognormalFit", List.of("values"), Set.of());
        var lognormalValue = LognormalValue.fit(request.requireNumbers("values"));
        return new CalculationResultJsonBuilder()
                .with("mu", lognormalValue.mu())
                .with("sigma", lognormalValue.sigma());
    }

    static CalculationResultJsonBuilder logistic(JsonLineRequest request) throws InvalidLineException {
        request.requireMembers("logistic", List.of("x", "y"), Set.of("firth"));
        double[] x = request.requireNumbers("x");
        double[] y = request.requireNumbers("y");
        var fit = firth(request) ? LogisticFit.fitFirth(x, y) : LogisticFit.fitMaximumLikelihood(x, y);
        return new CalculationResultJsonBuilder()
                .with("intercept", fit.intercept())
                .with("slope", fit.slope())
                .with("interceptError", fit.interceptError())
                .with("slopeError", fit.slopeError())
                .with("deviance", fit.deviance());
    }

    private static boolean firth(JsonLineRequest request) throws InvalidLineException {
        if (!request.has("firth")) {
            return false;
        }
        JsonNode value = request.get("firth");
        if (!value.isBoolean()) {
            throw new InvalidLineException("firth must be true or false, got " + JsonNumberReader.formatValue(value));
        }
        return value.booleanValue();
    }
}
