// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.scenario;

import dev.evenkeel.api.RolloutApi.RolloutDecisionResponse;
import dev.evenkeel.api.RolloutApi.RolloutDetailResponse;
import dev.evenkeel.engine.rollout.RolloutDecisionKind;
import dev.evenkeel.engine.rollout.RolloutStatus;
import dev.evenkeel.examples.demo.process.EmbeddedPostgresProcess;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

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
    public static ScenarioResult runBursts(ScenarioEnvironment environment, RolloutDecisionKind kind)
            throws IOException, InterruptedException {
        long before = environment.traffic().failures();
        String id = environment.control().startRollout(5, "customers send invalid messages in bursts");
        environment.awaitRunning(id);
        for (int burst = 0; burst < BURSTS; burst++) {
            environment.traffic().setBrokenShare(1);
            environment.awaitMessages(BURST);
            environment.traffic().setBrokenShare(0);
            environment.awaitMessages(QUIET);
        }
        RolloutDetailResponse end =
                environment.awaitRollout(id, hasDecision(kind).or(hasDecision(RolloutDecisionKind.ROLL_BACK)));
        end(environment, end);
        ScenarioHarm harm = ScenarioHarm.ofBoth(environment.traffic().failures() - before);
        return new ScenarioResult(end, Map.of(), rollout -> harm);
    }

    /// Kills the database of both cores repeatedly until the plan's limit has passed.
    public static ScenarioResult runOutage(ScenarioEnvironment environment) throws IOException, InterruptedException {
        String id = environment.control().startRollout(OUTAGE_PLAN, 5, "the database of both cores fails");
        environment.awaitRollout(
                id, hasDecision(RolloutDecisionKind.ADVANCE).or(hasDecision(RolloutDecisionKind.ROLL_BACK)));
        long before = environment.traffic().failures();
        AtomicReference<@Nullable Instant> firstFailed = new AtomicReference<>();
        RolloutDetailResponse back = environment.awaitRollout(id, rollout -> {
            EmbeddedPostgresProcess.killIfRunning(environment.programs().paymentsData());
            if (environment.traffic().failures() > before) {
                firstFailed.compareAndSet(null, Instant.now());
            }
            return hasDecision(RolloutDecisionKind.STEP_BACK)
                    .or(hasDecision(RolloutDecisionKind.ROLL_BACK))
                    .test(rollout);
        });
        environment.awaitRecovery();
        end(environment, back);
        ScenarioHarm harm = ScenarioHarm.ofBoth(environment.traffic().failures() - before);
        ScenarioResult scenarioResult = new ScenarioResult(back, Map.of(), rollout -> harm);
        Instant frozen = frozenAt(back);
        return new ScenarioResult(
                back,
                Map.of(
                        "first failed payment until the exposure is frozen",
                        Duration.between(Objects.requireNonNull(firstFailed.get()), frozen),
                        ScenarioResult.FROZEN,
                        Duration.between(frozen, scenarioResult.decision().at())),
                scenarioResult.harmCalculator());
    }

    /// Returns when the guard first held because of an incident.
    private static Instant frozenAt(RolloutDetailResponse rollout) throws IOException {
        return rollout.decisions().stream()
                .filter(decision -> decision.reason().startsWith("shared incident: "))
                .map(RolloutDecisionResponse::at)
                .findFirst()
                .orElseThrow(() -> new IOException("no shared incident was detected: " + rollout.decisions()));
    }

    private static void end(ScenarioEnvironment environment, RolloutDetailResponse rollout)
            throws IOException, InterruptedException {
        if (ScenarioEnvironment.hasStatus(rollout, RolloutStatus.RUNNING)) {
            environment.control().abort(rollout.summary().id(), "the scenario is complete");
        }
    }

    private static Predicate<RolloutDetailResponse> hasDecision(RolloutDecisionKind kind) {
        return rollout -> ScenarioResult.kinds(rollout).contains(kind);
    }
}
