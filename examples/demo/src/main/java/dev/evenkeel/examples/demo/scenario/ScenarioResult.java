// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.scenario;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// How a story ended.
///
/// @param rollout as the API showed it when the story had come to its point
/// @param spans time by what it was from and to
/// @param reckoning what the story cost, by the rollout
public record ScenarioResult(
        JsonNode rollout, Map<String, Duration> spans, Function<JsonNode, ScenarioHarm> reckoning) {
    /// A name of a span: from the outcome that completed the evidence until the last SDK said that it
    /// is back.
    public static final String BACK = "evidence until the last SDK is back";

    /// A name of a span: from the freeze in a shared incident until the step back.
    public static final String FROZEN = "frozen until it steps back";

    private static final Set<String> STAYING = Set.of("HOLD", "OBSERVE", "ABORT");
    private static final String BACK_UNDATED = "decision until the last SDK is back";

    /// Every SDK has said that it is back on control. Its time is counted from the end of the earliest
    /// call that the deciding tick newly counted as failed; from the decision where the evidence is not
    /// of calls that fail.
    static ScenarioResult rolledBack(JsonNode rollout, Function<JsonNode, ScenarioHarm> reckoning) {
        JsonNode decisions = rollout.path("decisions");
        JsonNode last = decisions.path(decisions.size() - 1);
        boolean dated = !last.path("evidenceAt").isNull();
        Duration back = Duration.between(at(last, dated ? "evidenceAt" : "at"), at(last, "activeEverywhereAt"));
        return new ScenarioResult(rollout, Map.of(dated ? BACK : BACK_UNDATED, back), reckoning);
    }

    /// What the story cost, as far as the server knows.
    public ScenarioHarm harm() {
        return reckoning.apply(rollout);
    }

    /// The same when the server knows of every call that has been made by now, which takes up to ten
    /// seconds after a rollout: the last calls of the candidate are among them.
    public ScenarioResult settled(ScenarioEnvironment stage) throws IOException, InterruptedException {
        stage.awaitAllCounted();
        return new ScenarioResult(stage.control().rollout(id()), spans, reckoning);
    }

    /// When something of a decision was.
    static Instant at(JsonNode decision, String field) {
        return Instant.parse(decision.path(field).asString());
    }

    /// The rollout's id.
    public String id() {
        return rollout.path("id").asString();
    }

    /// The last decision that was not to stay.
    public JsonNode decision() {
        return rollout.path("decisions")
                .valueStream()
                .filter(decision -> !STAYING.contains(decision.path("kind").asString()))
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    /// What its decisions were, oldest first.
    public List<String> kinds() {
        return decisions(rollout, "kind");
    }

    /// Why, in the same order.
    public List<String> reasons() {
        return decisions(rollout, "reason");
    }

    /// One field of every decision of a rollout, oldest first.
    public static List<String> decisions(JsonNode rollout, String field) {
        return rollout.path("decisions")
                .valueStream()
                .map(decision -> decision.path(field).asString())
                .toList();
    }
}
