// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.rollout;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// What is new about a rollout since it was last looked at: decisions, and verdicts that changed, each in a line; at
/// first also how far its latency reference is.
/// Confined to one thread.
final class News {
    private final Map<String, String> verdicts = new HashMap<>();
    private long lastDecision;
    private boolean first = true;

    List<String> of(JsonNode rollout) {
        List<String> news = new ArrayList<>();
        String id = rollout.path("id").asString();
        if (first && rollout.path("status").asString().equals("SEEDING")) {
            news.add(Figures.second(rollout.path("startedAt")) + " " + id + " SEEDING: "
                    + rollout.path("seed").path("samples").asLong() + " of "
                    + rollout.path("seed").path("needed").asLong() + " control calls are known");
        }
        first = false;
        for (JsonNode decision : rollout.path("decisions")) {
            long number = decision.path("number").asLong();
            if (number > lastDecision) {
                lastDecision = number;
                news.add(line(id, decision));
            }
        }
        rollout.path("checks").forEach(check -> verdict(id, rollout, check, news));
        return news;
    }

    private static String line(String id, JsonNode decision) {
        return Figures.second(decision.path("at")) + " " + id + " "
                + decision.path("kind").asString() + " at "
                + decision.path("exposure").asString() + " %: "
                + decision.path("reason").asString();
    }

    private void verdict(String id, JsonNode rollout, JsonNode check, List<String> news) {
        String name = check.path("check").asString();
        String verdict = check.path("verdict").asString();
        String before = verdicts.put(name, verdict);
        if (!verdict.equals(before)) {
            String change = before == null ? verdict : before + " -> " + verdict;
            news.add(Figures.second(moment(rollout)) + " " + id + " " + name + " " + change + ": "
                    + check.path("detail").asString());
        }
    }

    private static JsonNode moment(JsonNode rollout) {
        JsonNode at = rollout.path("outlook").path("at");
        return at.isString() ? at : rollout.path("endedAt");
    }
}
