// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.guard;

import dev.evenkeel.cli.jsonlines.Members;
import dev.evenkeel.cli.jsonlines.RefusedLine;
import dev.evenkeel.cli.jsonlines.Row;
import dev.evenkeel.core.stats.Mixture;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Evidence after each tick of a request.
final class TickEvidence {
    private TickEvidence() {}

    /// Takes in one tick.
    @FunctionalInterface
    interface Observer {
        /// @throws IllegalArgumentException when the guard does not accept the tick's numbers
        void observe(Row tick) throws RefusedLine;
    }

    /// The answer of all kinds that have ticks.
    ///
    /// @param names what the numbers of a tick are called
    /// @param mixture the evidence that the observer adds to
    static String answer(Members members, List<String> names, Mixture mixture, Observer observer) throws RefusedLine {
        JsonNode ticks = members.list("ticks", "[" + Row.shape(names) + ",...]");
        var answer = new StringBuilder("{\"logE\":[");
        for (int i = 0; i < ticks.size(); i++) {
            Row tick = Row.of("ticks", i, ticks.get(i), names);
            try {
                observer.observe(tick);
            } catch (IllegalArgumentException e) {
                throw tick.refusal(e);
            }
            answer.append(i == 0 ? "" : ",").append(finite(mixture.logE(), tick));
        }
        return answer.append("]}").toString();
    }

    private static double finite(double logE, Row tick) throws RefusedLine {
        if (!Double.isFinite(logE)) {
            throw new RefusedLine("ticks[" + tick.index()
                    + "]: with it the evidence leaves the range of numbers; use counts and exposures up to 1e12");
        }
        return logE;
    }
}
