// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.rollout;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A printer of what has changed in a rollout since the last call: decisions and changed verdicts, one a line;
/// in the first call also the progress of its latency baseline.
///
/// Lines are in chronological order: a verdict belongs to a tick, so its line is after the decisions made
/// before this tick, and before those made from it.
final class RolloutChangePrinter {
    private final Map<String, String> verdicts = new HashMap<>();
    private long lastDecision;
    private boolean first = true;
    private @Nullable JsonNode tick;

    /// Sets the newest tick; the verdicts of the next rollout are from it if the guard has evaluated it.
    void recordTick(JsonNode newest) {
        tick = newest.path("rollbackLog10").isNumber() ? newest : tick;
    }

    List<String> formatChanges(JsonNode rollout) {
        List<String> news = new ArrayList<>();
        String id = rollout.path("id").asString();
        if (first && rollout.path("status").asString().equals("COLLECTING_BASELINE")) {
            news.add(RolloutValueFormatter.formatSecond(rollout.path("startedAt")) + " " + id + " COLLECTING_BASELINE: "
                    + rollout.path("baseline").path("samples").asLong() + " of "
                    + rollout.path("baseline").path("needed").asLong() + " control calls collected");
        }
        List<JsonNode> decisions = rollout.path("decisions")
                .valueStream()
                .filter(decision -> decision.path("number").asLong() > lastDecision)
                .toList();
        int before = countKnownDecisions(rollout, decisions);
        JsonNode at = before < decisions.size()
                ? decisions.get(before).path("at")
                : tick == null ? moment(rollout) : tick.path("at");
        decisions.subList(0, before).forEach(decision -> news.add(line(id, decision)));
        rollout.path("checks").forEach(check -> verdict(id, at, check, news));
        decisions.subList(before, decisions.size()).forEach(decision -> news.add(line(id, decision)));
        lastDecision = decisions.isEmpty()
                ? lastDecision
                : decisions.getLast().path("number").asLong();
        first = false;
        return news;
    }

    /*
     * The number of new decisions made before the verdicts. On the first call without a tick that is all of
     * them, except for the decision that ended the rollout.
     */
    private int countKnownDecisions(JsonNode rollout, List<JsonNode> decisions) {
        if (first && tick == null) {
            return RolloutExitStatus.hasEnded(rollout) ? Math.max(0, decisions.size() - 1) : decisions.size();
        }
        long judged = tick == null ? 0 : tick.path("number").asLong();
        return (int) decisions.stream()
                .takeWhile(decision -> decision.path("tick").asLong() < judged)
                .count();
    }

    private static String line(String id, JsonNode decision) {
        return RolloutValueFormatter.formatSecond(decision.path("at")) + " " + id + " "
                + decision.path("kind").asString() + " at "
                + decision.path("exposure").asString() + "%: "
                + decision.path("reason").asString();
    }

    private void verdict(String id, JsonNode at, JsonNode check, List<String> news) {
        String name = check.path("check").asString();
        String verdict = check.path("verdict").asString();
        String before = verdicts.put(name, verdict);
        if (!verdict.equals(before)) {
            String change = before == null ? verdict : before + " -> " + verdict;
            news.add(RolloutValueFormatter.formatSecond(at) + " " + id + " " + name + " " + change + ": "
                    + check.path("detail").asString());
        }
    }

    private static JsonNode moment(JsonNode rollout) {
        JsonNode at = rollout.path("forecast").path("at");
        return at.isString() ? at : rollout.path("endedAt");
    }
}
