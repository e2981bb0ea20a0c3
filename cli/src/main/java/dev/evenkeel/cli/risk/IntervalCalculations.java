// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.risk;

import dev.evenkeel.cli.jsonlines.InvalidLineException;
import dev.evenkeel.cli.jsonlines.JsonLineRequest;
import dev.evenkeel.cli.jsonlines.JsonNumberReader;
import dev.evenkeel.engine.stats.BinomialInterval;
import dev.evenkeel.engine.stats.RateRatio;
import dev.evenkeel.engine.stats.RateRatio.FailureCount;
import java.util.List;
import java.util.Set;

/// The confidence intervals of a probability and of a rate ratio.
final class IntervalCalculations {
    private IntervalCalculations() {}

    private interface IntervalFunction {
        BinomialInterval calculate(long events, long trials, double level);
    }

    static CalculationResult wilson(JsonLineRequest members) throws InvalidLineException {
        return interval("wilson", members, BinomialInterval::wilson);
    }

    static CalculationResult clopperPearson(JsonLineRequest members) throws InvalidLineException {
        return interval("clopperPearson", members, BinomialInterval::clopperPearson);
    }

    static CalculationResult jeffreys(JsonLineRequest members) throws InvalidLineException {
        return interval("jeffreys", members, BinomialInterval::jeffreys);
    }

    static CalculationResult rateRatio(JsonLineRequest members) throws InvalidLineException {
        members.requireMembers("rateRatio", List.of("before", "after", "level"), Set.of());
        var ratio = RateRatio.of(
                new FailureCount(count(members, "before"), 1),
                new FailureCount(count(members, "after"), 1),
                members.requireNumber("level"));
        return new CalculationResult()
                .with("ratio", ratio.ratio())
                .with("low", ratio.low())
                .with("high", ratio.high());
    }

    private static CalculationResult interval(String quantity, JsonLineRequest members, IntervalFunction interval)
            throws InvalidLineException {
        members.requireMembers(quantity, List.of("events", "trials", "level"), Set.of());
        var ends =
                interval.calculate(count(members, "events"), count(members, "trials"), members.requireNumber("level"));
        return new CalculationResult().with("low", ends.low()).with("high", ends.high());
    }

    private static long count(JsonLineRequest members, String name) throws InvalidLineException {
        return JsonNumberReader.readCount(members.get(name), () -> name);
    }
}
