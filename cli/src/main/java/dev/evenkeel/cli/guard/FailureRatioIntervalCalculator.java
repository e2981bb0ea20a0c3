// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.guard;

import dev.evenkeel.cli.jsonlines.InvalidLineException;
import dev.evenkeel.cli.jsonlines.JsonLineRequest;
import dev.evenkeel.cli.jsonlines.NumberTuple;
import dev.evenkeel.core.stats.CandidateShare;
import dev.evenkeel.core.stats.FailureRatioInterval;
import dev.evenkeel.core.stats.FailureRatioInterval.StepFailures;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// The handler of `"kind":"interval"` requests: the ratio of the candidate's failure rate to control's, with a
/// confidence interval for display.
final class FailureRatioIntervalCalculator {
    private static final List<String> STEP = List.of("share", "eC", "eT");

    private FailureRatioIntervalCalculator() {}

    static String handle(JsonLineRequest request) throws InvalidLineException {
        request.requireMembers("interval", List.of("alpha", "steps"), Set.of());
        double alpha = request.requireNumber("alpha");
        List<StepFailures> steps = steps(request.requireList("steps", "[" + NumberTuple.formatShape(STEP) + ",...]"));
        try {
            FailureRatioInterval interval = FailureRatioInterval.of(alpha, steps);
            return "{\"low\":" + interval.low() + ",\"high\":"
                    + (Double.isFinite(interval.high()) ? interval.high() : "null") + "}";
        } catch (IllegalArgumentException e) {
            throw new InvalidLineException(e);
        }
    }

    private static List<StepFailures> steps(JsonNode list) throws InvalidLineException {
        var steps = new ArrayList<StepFailures>(list.size());
        for (int i = 0; i < list.size(); i++) {
            NumberTuple row = NumberTuple.of("steps", i, list.get(i), STEP);
            try {
                steps.add(new StepFailures(CandidateShare.assigned(row.number(0)), row.count(1), row.count(2)));
            } catch (IllegalArgumentException e) {
                throw row.toException(e);
            }
        }
        return steps;
    }
}
