// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.rollout;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What is new about a rollout since it was last looked at: decisions, and verdicts that changed, each in a
/// line; at first also how far its latency reference is.
///
/// Lines are in the order of what they tell: a verdict is that of a tick, so it stands behind the decisions
/// that were made before this tick, and before those that were made by it. Confined to one thread.
final class RolloutChangePrinter {
    private final Map<String, String> verdicts = new HashMap<>();
    private long lastDecision;
    private boolean first = true;
    private @Nullable JsonNode tick;

    /// Takes the newest tick; the verdicts of the rollout that comes next are by it, if the guard judged it.
    void tick(JsonNode newest) {
        tick = newest.path("rollbackLog10").isNumber() ? newest : tick;
    }

    List<String> of(JsonNode rollout) {
        List<String> news = new ArrayList<>();
        String id = rollout.path("id").asString();
        if (first && rollout.path("status").asString().equals("SEEDING")) {
            news.add(RolloutValueFormatter.second(rollout.path("startedAt")) + " " + id + " SEEDING: "
                    + rollout.path("seed").path("samples").asLong() + " of "
                    + rollout.path("seed").path("needed").asLong() + " control calls are known");
        }
        List<JsonNode> decisions = rollout.path("decisions")
                .valueStream()
                .filter(decision -> decision.path("number").asLong() > lastDecision)
                .toList();
        int before = before(rollout, decisions);
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

    /* How many of the new decisions were made before the verdicts. What a first look finds was decided before, but for
    the decision that ended the rollout. */
    private int before(JsonNode rollout, List<JsonNode> decisions) {
        if (first && tick == null) {
            return RolloutExitStatus.isThere(rollout) ? Math.max(0, decisions.size() - 1) : decisions.size();
        }
        long judged = tick == null ? 0 : tick.path("number").asLong();
        return (int) decisions.stream()
                .takeWhile(decision -> decision.path("tick").asLong() < judged)
                .count();
    }

    private static String line(String id, JsonNode decision) {
        return RolloutValueFormatter.second(decision.path("at")) + " " + id + " "
                + decision.path("kind").asString() + " at "
                + decision.path("exposure").asString() + " %: "
                + decision.path("reason").asString();
    }

    private void verdict(String id, JsonNode at, JsonNode check, List<String> news) {
        String name = check.path("check").asString();
        String verdict = check.path("verdict").asString();
        String before = verdicts.put(name, verdict);
        if (!verdict.equals(before)) {
            String change = before == null ? verdict : before + " -> " + verdict;
            news.add(RolloutValueFormatter.second(at) + " " + id + " " + name + " " + change + ": "
                    + check.path("detail").asString());
        }
    }

    private static JsonNode moment(JsonNode rollout) {
        JsonNode at = rollout.path("outlook").path("at");
        return at.isString() ? at : rollout.path("endedAt");
    }
}
