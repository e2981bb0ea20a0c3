// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.guard;

import dev.evenkeel.cli.jsonlines.InvalidLineException;
import dev.evenkeel.cli.jsonlines.JsonLineRequest;
import dev.evenkeel.cli.jsonlines.NumberTuple;
import dev.evenkeel.core.stats.MixtureEProcess;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// The response with the evidence after each tick of a request.
final class CumulativeEvidenceCalculator {
    private CumulativeEvidenceCalculator() {}

    /// A consumer of one tick.
    @FunctionalInterface
    interface TickCountsConsumer {
        /// @throws IllegalArgumentException when the guard rejects the tick's numbers
        void observe(NumberTuple tick) throws InvalidLineException;
    }

    /// Creates the response for all kinds of requests with ticks.
    ///
    /// @param names names of the numbers of a tick
    /// @param mixture evidence that the observer updates
    static String evaluate(
            JsonLineRequest request, List<String> names, MixtureEProcess mixture, TickCountsConsumer observer)
            throws InvalidLineException {
        JsonNode ticks = request.requireList("ticks", "[" + NumberTuple.formatShape(names) + ",...]");
        var answer = new StringBuilder("{\"logE\":[");
        for (int i = 0; i < ticks.size(); i++) {
            NumberTuple tick = NumberTuple.of("ticks", i, ticks.get(i), names);
            try {
                observer.observe(tick);
            } catch (IllegalArgumentException e) {
                throw tick.toException(e);
            }
            answer.append(i == 0 ? "" : ",").append(requireFinite(mixture.logE(), tick));
        }
        return answer.append("]}").toString();
    }

    private static double requireFinite(double logE, NumberTuple tick) throws InvalidLineException {
        if (!Double.isFinite(logE)) {
            throw new InvalidLineException(
                    "ticks[" + tick.index() + "]: the evidence is out of range; use counts and exposures up to 1e12");
        }
        return logE;
    }
}
