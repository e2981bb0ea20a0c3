// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.guard;

import dev.evenkeel.cli.jsonlines.Members;
import dev.evenkeel.cli.jsonlines.RefusedLine;
import dev.evenkeel.cli.jsonlines.Row;
import dev.evenkeel.core.stats.RatioInterval;
import dev.evenkeel.core.stats.RatioInterval.Failures;
import dev.evenkeel.core.stats.Share;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// `"kind":"interval"`: the candidate's failure rate over control's, with an interval for people.
final class IntervalQuestion {
    private static final List<String> STEP = List.of("share", "eC", "eT");

    private IntervalQuestion() {}

    static String answer(Members members) throws RefusedLine {
        members.check("interval", List.of("alpha", "steps"), Set.of());
        double alpha = members.number("alpha");
        List<Failures> steps = steps(members.list("steps", "[" + Row.shape(STEP) + ",...]"));
        try {
            RatioInterval interval = RatioInterval.of(alpha, steps);
            return "{\"low\":" + interval.low() + ",\"high\":"
                    + (Double.isFinite(interval.high()) ? interval.high() : "null") + "}";
        } catch (IllegalArgumentException e) {
            throw new RefusedLine(e);
        }
    }

    private static List<Failures> steps(JsonNode list) throws RefusedLine {
        var steps = new ArrayList<Failures>(list.size());
        for (int i = 0; i < list.size(); i++) {
            Row row = Row.of("steps", i, list.get(i), STEP);
            try {
                steps.add(new Failures(Share.assigned(row.number(0)), row.count(1), row.count(2)));
            } catch (IllegalArgumentException e) {
                throw row.refusal(e);
            }
        }
        return steps;
    }
}
