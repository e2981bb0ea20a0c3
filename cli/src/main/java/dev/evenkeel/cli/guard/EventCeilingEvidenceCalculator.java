// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.guard;

import dev.evenkeel.cli.jsonlines.InvalidLineException;
import dev.evenkeel.cli.jsonlines.JsonLineRequest;
import dev.evenkeel.core.stats.BernoulliLimitGuard;
import dev.evenkeel.core.stats.PoissonLimitGuard;
import java.util.List;
import java.util.Set;

/// The handler of `"kind":"ceiling"` requests: events of the candidate against a limit, without a control
/// group.
final class EventCeilingEvidenceCalculator {
    private static final List<String> POISSON_TICK = List.of("events", "exposure");
    private static final List<String> BERNOULLI_TICK = List.of("events", "trials");
    private static final String LAWS = "\"poisson\" or \"bernoulli\"";

    private EventCeilingEvidenceCalculator() {}

    static String handle(JsonLineRequest request) throws InvalidLineException {
        request.requireMembers("ceiling", List.of("law", "limit", "ticks"), Set.of());
        double limit = request.requireNumber("limit");
        try {
            return switch (request.requireChoice("law", LAWS)) {
                case "poisson" -> poisson(request, new PoissonLimitGuard(limit));
                case "bernoulli" -> bernoulli(request, new BernoulliLimitGuard(limit));
                default -> throw request.invalidChoice("law", LAWS);
            };
        } catch (IllegalArgumentException e) {
            throw new InvalidLineException(e);
        }
    }

    private static String poisson(JsonLineRequest request, PoissonLimitGuard ceiling) throws InvalidLineException {
        return CumulativeEvidenceCalculator.evaluate(
                request, POISSON_TICK, ceiling.mixture(), tick -> ceiling.observe(tick.count(0), tick.number(1)));
    }

    private static String bernoulli(JsonLineRequest request, BernoulliLimitGuard ceiling) throws InvalidLineException {
        return CumulativeEvidenceCalculator.evaluate(
                request, BERNOULLI_TICK, ceiling.mixture(), tick -> ceiling.observe(tick.count(0), tick.count(1)));
    }
}
