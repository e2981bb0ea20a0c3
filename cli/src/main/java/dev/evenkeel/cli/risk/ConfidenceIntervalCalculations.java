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
final class ConfidenceIntervalCalculations {
    private ConfidenceIntervalCalculations() {}

    private interface IntervalFunction {
        BinomialInterval calculate(long events, long trials, double level);
    }

    static CalculationResultJsonBuilder wilson(JsonLineRequest request) throws InvalidLineException {
        return interval("wilson", request, BinomialInterval::wilson);
    }

    static CalculationResultJsonBuilder clopperPearson(JsonLineRequest request) throws InvalidLineException {
        return interval("clopperPearson", request, BinomialInterval::clopperPearson);
    }

    static CalculationResultJsonBuilder jeffreys(JsonLineRequest request) throws InvalidLineException {
        return interval("jeffreys", request, BinomialInterval::jeffreys);
    }

    static CalculationResultJsonBuilder rateRatio(JsonLineRequest request) throws InvalidLineException {
        request.requireMembers("rateRatio", List.of("before", "after", "level"), Set.of());
        var ratio = RateRatio.of(
                new FailureCount(count(request, "before"), 1),
                new FailureCount(count(request, "after"), 1),
                request.requireNumber("level"));
        return new CalculationResultJsonBuilder()
                .with("ratio", ratio.ratio())
                .with("low", ratio.low())
                .with("high", ratio.high());
    }

    private static CalculationResultJsonBuilder interval(
            String quantity, JsonLineRequest request, IntervalFunction interval) throws InvalidLineException {
        request.requireMembers(quantity, List.of("events", "trials", "level"), Set.of());
        var ends =
                interval.calculate(count(request, "events"), count(request, "trials"), request.requireNumber("level"));
        return new CalculationResultJsonBuilder().with("low", ends.low()).with("high", ends.high());
    }

    private static long count(JsonLineRequest request, String name) throws InvalidLineException {
        return JsonNumberReader.readCount(request.get(name), () -> name);
    }
}
