// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.scenario;

import dev.evenkeel.examples.demo.process.EmbeddedPostgresProcess;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Scenarios with failures of both cores, for which the candidate must not be blamed.
public final class SharedFaultScenarios {
    /// How long an incident lasts before the plan of the outage scenario steps back; the shipped plans use
    /// two minutes.
    public static final Duration STEP_BACK_AFTER = Duration.ofSeconds(15);

    private static final int BURSTS = 3;
    private static final long BURST = 100;
    private static final long QUIET = 900;
    private static final Map<String, Object> OUTAGE_PLAN =
            Map.of("template", "fast", "incident", Map.of("stepBackAfter", STEP_BACK_AFTER.toString()));

    private SharedFaultScenarios() {}

    /// Sends three bursts of a hundred invalid messages, which both cores refuse.
    ///
    /// @param kind kind of decision that ends the scenario: `ADVANCE` or `COMPLETE`
    public static ScenarioResult runBursts(ScenarioEnvironment stage, String kind)
            throws IOException, InterruptedException {
        long before = stage.traffic().failures();
        String id = stage.control().startRollout(5, "customers send broken messages in bursts");
        stage.awaitRunning(id);
        for (int burst = 0; burst < BURSTS; burst++) {
            stage.traffic().setBrokenShare(1);
            stage.awaitMessages(BURST);
            stage.traffic().setBrokenShare(0);
            stage.awaitMessages(QUIET);
        }
        JsonNode end = stage.awaitRollout(id, hasDecision(kind).or(hasDecision("ROLL_BACK")));
        end(stage, end);
        ScenarioHarm harm = ScenarioHarm.ofBoth(stage.traffic().failures() - before);
        return new ScenarioResult(end, Map.of(), rollout -> harm);
    }

    /// Kills the database of both cores repeatedly until the plan's limit has passed.
    public static ScenarioResult runOutage(ScenarioEnvironment stage) throws IOException, InterruptedException {
        String id = stage.control().startRollout(OUTAGE_PLAN, 5, "the database dies under both");
        stage.awaitRollout(id, hasDecision("ADVANCE").or(hasDecision("ROLL_BACK")));
        long before = stage.traffic().failures();
        AtomicReference<@Nullable Instant> firstFailed = new AtomicReference<>();
        JsonNode back = stage.awaitRollout(id, rollout -> {
            EmbeddedPostgresProcess.killIfRunning(stage.programs().paymentsData());
            if (stage.traffic().failures() > before) {
                firstFailed.compareAndSet(null, Instant.now());
            }
            return hasDecision("STEP_BACK").or(hasDecision("ROLL_BACK")).test(rollout);
        });
        stage.awaitRecovery();
        end(stage, back);
        ScenarioHarm harm = ScenarioHarm.ofBoth(stage.traffic().failures() - before);
        ScenarioResult told = new ScenarioResult(back, Map.of(), rollout -> harm);
        Instant frozen = frozenAt(back);
        return new ScenarioResult(
                back,
                Map.of(
                        "first failed payment until the exposure is frozen",
                        Duration.between(Objects.requireNonNull(firstFailed.get()), frozen),
                        ScenarioResult.FROZEN,
                        Duration.between(frozen, ScenarioResult.parseInstant(told.decision(), "at"))),
                told.harmCalculator());
    }

    /// Returns when the guard first held because of an incident.
    private static Instant frozenAt(JsonNode rollout) throws IOException {
        return rollout.path("decisions")
                .valueStream()
                .filter(decision -> decision.path("reason").asString().startsWith("a shared incident: "))
                .map(decision -> ScenarioResult.parseInstant(decision, "at"))
                .findFirst()
                .orElseThrow(
                        () -> new IOException("no incident was seen: " + ScenarioResult.decisions(rollout, "reason")));
    }

    private static void end(ScenarioEnvironment stage, JsonNode rollout) throws IOException, InterruptedException {
        if (ScenarioEnvironment.hasStatus(rollout, "RUNNING")) {
            stage.control().abort(rollout.path("id").asString(), "the story is told");
        }
    }

    private static Predicate<JsonNode> hasDecision(String kind) {
        return rollout -> ScenarioResult.decisions(rollout, "kind").contains(kind);
    }
}
