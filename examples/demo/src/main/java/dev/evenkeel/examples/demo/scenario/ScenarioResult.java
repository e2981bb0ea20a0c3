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

/// The result of a scenario.
///
/// @param rollout as returned by the API when the scenario had reached its end
/// @param spans measured durations by name
/// @param harmCalculator computes the cost from the rollout
public record ScenarioResult(
        JsonNode rollout, Map<String, Duration> spans, Function<JsonNode, ScenarioHarm> harmCalculator) {
    /// Name of a span: from the outcome that completed the evidence until the last SDK confirmed that it is
    /// back on control.
    public static final String BACK = "evidence until the last SDK is back";

    /// Name of a span: from the freeze in a shared incident until the step back.
    public static final String FROZEN = "frozen until it steps back";

    private static final Set<String> STAYING = Set.of("HOLD", "OBSERVE", "ABORT");
    private static final String BACK_UNDATED = "decision until the last SDK is back";

    /// Creates the result after every SDK has confirmed that it is back on control. The span starts at the
    /// end of the earliest call that the deciding tick newly counted as failed; at the decision if the
    /// evidence is not about failed calls.
    static ScenarioResult ofRollback(JsonNode rollout, Function<JsonNode, ScenarioHarm> reckoning) {
        JsonNode decisions = rollout.path("decisions");
        JsonNode last = decisions.path(decisions.size() - 1);
        boolean dated = !last.path("evidenceAt").isNull();
        Duration back = Duration.between(
                parseInstant(last, dated ? "evidenceAt" : "at"), parseInstant(last, "activeEverywhereAt"));
        return new ScenarioResult(rollout, Map.of(dated ? BACK : BACK_UNDATED, back), reckoning);
    }

    /// Returns the cost, as far as the server knows.
    public ScenarioHarm harm() {
        return harmCalculator.apply(rollout);
    }

    /// Returns the result once the server has every call made so far, including the candidate's last ones;
    /// this can take ten seconds after a rollout.
    public ScenarioResult awaitSettled(ScenarioEnvironment environment) throws IOException, InterruptedException {
        environment.awaitAllCounted();
        return new ScenarioResult(environment.control().rollout(id()), spans, harmCalculator);
    }

    /// Parses a timestamp of a decision.
    static Instant parseInstant(JsonNode decision, String field) {
        return Instant.parse(decision.path(field).asString());
    }

    public String id() {
        return rollout.path("id").asString();
    }

    /// Returns the last decision other than to hold.
    public JsonNode decision() {
        return rollout.path("decisions")
                .valueStream()
                .filter(decision -> !STAYING.contains(decision.path("kind").asString()))
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    /// Returns the kinds of its decisions, oldest first.
    public List<String> kinds() {
        return decisions(rollout, "kind");
    }

    /// Returns the reasons of its decisions, in the same order.
    public List<String> reasons() {
        return decisions(rollout, "reason");
    }

    /// Returns one field of every decision of a rollout, oldest first.
    public static List<String> decisions(JsonNode rollout, String field) {
        return rollout.path("decisions")
                .valueStream()
                .map(decision -> decision.path(field).asString())
                .toList();
    }
}
