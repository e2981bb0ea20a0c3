// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.guard;

import dev.evenkeel.cli.jsonlines.InvalidLineException;
import dev.evenkeel.cli.jsonlines.JsonLineRequest;
import dev.evenkeel.cli.jsonlines.NumberRow;
import dev.evenkeel.core.stats.MixtureEProcess;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Evidence after each tick of a request.
final class TickEvidenceResponse {
    private TickEvidenceResponse() {}

    /// Takes in one tick.
    @FunctionalInterface
    interface TickConsumer {
        /// @throws IllegalArgumentException when the guard does not accept the tick's numbers
        void observe(NumberRow tick) throws InvalidLineException;
    }

    /// The answer of all kinds that have ticks.
    ///
    /// @param names what the numbers of a tick are called
    /// @param mixture the evidence that the observer adds to
    static String answer(JsonLineRequest members, List<String> names, MixtureEProcess mixture, TickConsumer observer)
            throws InvalidLineException {
        JsonNode ticks = members.list("ticks", "[" + NumberRow.shape(names) + ",...]");
        var answer = new StringBuilder("{\"logE\":[");
        for (int i = 0; i < ticks.size(); i++) {
            NumberRow tick = NumberRow.of("ticks", i, ticks.get(i), names);
            try {
                observer.observe(tick);
            } catch (IllegalArgumentException e) {
                throw tick.refusal(e);
            }
            answer.append(i == 0 ? "" : ",").append(finite(mixture.logE(), tick));
        }
        return answer.append("]}").toString();
    }

    private static double finite(double logE, NumberRow tick) throws InvalidLineException {
        if (!Double.isFinite(logE)) {
            throw new InvalidLineException("ticks[" + tick.index()
                    + "]: with it the evidence leaves the range of numbers; use counts and exposures up to 1e12");
        }
        return logE;
    }
}
