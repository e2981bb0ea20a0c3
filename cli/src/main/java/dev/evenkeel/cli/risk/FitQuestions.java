// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.risk;

import dev.evenkeel.cli.jsonlines.Members;
import dev.evenkeel.cli.jsonlines.Numbers;
import dev.evenkeel.cli.jsonlines.RefusedLine;
import dev.evenkeel.cli.jsonlines.Row;
import dev.evenkeel.engine.risk.BetaBinomialFit;
import dev.evenkeel.engine.risk.BetaBinomialFit.Group;
import dev.evenkeel.engine.risk.LogisticFit;
import dev.evenkeel.engine.risk.LognormalLaw;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Laws and lines under which data are likeliest.
final class FitQuestions {
    private static final List<String> GROUP = List.of("events", "trials");

    private FitQuestions() {}

    static Answer betaBinomial(Members members) throws RefusedLine {
        members.check("betaBinomialFit", List.of("groups"), Set.of());
        JsonNode list = members.list("groups", "[" + Row.shape(GROUP) + ",...]");
        var groups = new ArrayList<Group>(list.size());
        for (int i = 0; i < list.size(); i++) {
            Row row = Row.of("groups", i, list.get(i), GROUP);
            try {
                groups.add(new Group(row.count(0), row.count(1)));
            } catch (IllegalArgumentException e) {
                throw row.refusal(e);
            }
        }
        var fit = BetaBinomialFit.of(groups);
        return new Answer().with("alpha", fit.alpha()).with("beta", fit.beta());
    }

    static Answer lognormal(Members members) throws RefusedLine {
        members.check("lognormalFit", List.of("values"), Set.of());
        var law = LognormalLaw.fittedTo(members.numbers("values"));
        return new Answer().with("mu", law.mu()).with("sigma", law.sigma());
    }

    static Answer logistic(Members members) throws RefusedLine {
        members.check("logistic", List.of("x", "y"), Set.of("firth"));
        double[] x = members.numbers("x");
        double[] y = members.numbers("y");
        var fit = firth(members) ? LogisticFit.firth(x, y) : LogisticFit.likeliest(x, y);
        return new Answer()
                .with("intercept", fit.intercept())
                .with("slope", fit.slope())
                .with("interceptError", fit.interceptError())
                .with("slopeError", fit.slopeError())
                .with("deviance", fit.deviance());
    }

    private static boolean firth(Members members) throws RefusedLine {
        if (!members.has("firth")) {
            return false;
        }
        JsonNode value = members.get("firth");
        if (!value.isBoolean()) {
            throw new RefusedLine("firth must be true or false, got " + Numbers.shown(value));
        }
        return value.booleanValue();
    }
}
