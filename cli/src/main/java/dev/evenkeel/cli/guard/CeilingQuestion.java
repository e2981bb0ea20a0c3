// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.guard;

import dev.evenkeel.cli.jsonlines.Members;
import dev.evenkeel.cli.jsonlines.RefusedLine;
import dev.evenkeel.core.stats.BernoulliCeiling;
import dev.evenkeel.core.stats.PoissonCeiling;
import java.util.List;
import java.util.Set;

/// `"kind":"ceiling"`: events of the candidate against a limit, with no control to compare with.
final class CeilingQuestion {
    private static final List<String> POISSON_TICK = List.of("events", "exposure");
    private static final List<String> BERNOULLI_TICK = List.of("events", "trials");
    private static final String LAWS = "\"poisson\" or \"bernoulli\"";

    private CeilingQuestion() {}

    static String answer(Members members) throws RefusedLine {
        members.check("ceiling", List.of("law", "limit", "ticks"), Set.of());
        double limit = members.number("limit");
        try {
            return switch (members.choice("law", LAWS)) {
                case "poisson" -> poisson(members, new PoissonCeiling(limit));
                case "bernoulli" -> bernoulli(members, new BernoulliCeiling(limit));
                default -> throw members.noChoice("law", LAWS);
            };
        } catch (IllegalArgumentException e) {
            throw new RefusedLine(e);
        }
    }

    private static String poisson(Members members, PoissonCeiling ceiling) throws RefusedLine {
        return TickEvidence.answer(
                members, POISSON_TICK, ceiling.mixture(), tick -> ceiling.observe(tick.count(0), tick.number(1)));
    }

    private static String bernoulli(Members members, BernoulliCeiling ceiling) throws RefusedLine {
        return TickEvidence.answer(
                members, BERNOULLI_TICK, ceiling.mixture(), tick -> ceiling.observe(tick.count(0), tick.count(1)));
    }
}
