// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.scenario;

import dev.evenkeel.api.RolloutApi.RolloutDecisionResponse;
import dev.evenkeel.api.RolloutApi.RolloutDetailResponse;
import dev.evenkeel.engine.rollout.RolloutDecisionKind;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/// The result of a scenario.
///
/// @param rollout as returned by the API when the scenario had reached its end
/// @param spans measured durations by name
/// @param harmCalculator computes the cost from the rollout
public record ScenarioResult(
        RolloutDetailResponse rollout,
        Map<String, Duration> spans,
        Function<RolloutDetailResponse, ScenarioHarm> harmCalculator) {
    /// Name of a span: from the outcome that completed the evidence until the last SDK confirmed that it is
    /// back on control.
    public static final String BACK = "evidence until the last SDK is back";

    /// Name of a span: from the freeze in a shared incident until the step back.
    public static final String FROZEN = "frozen until it steps back";

    private static final Set<RolloutDecisionKind> STAYING =
            Set.of(RolloutDecisionKind.HOLD, RolloutDecisionKind.OBSERVE, RolloutDecisionKind.ABORT);
    private static final String BACK_UNDATED = "decision until the last SDK is back";

    /// Creates the result after every SDK has confirmed that it is back on control. The span starts at the
    /// end of the earliest call that the deciding tick newly counted as failed; at the decision if the
    /// evidence is not about failed calls.
    static ScenarioResult ofRollback(
            RolloutDetailResponse rollout, Function<RolloutDetailResponse, ScenarioHarm> reckoning) {
        RolloutDecisionResponse last = rollout.decisions().getLast();
        Instant evidenceAt = last.evidenceAt();
        Duration back = Duration.between(
                evidenceAt == null ? last.at() : evidenceAt, Objects.requireNonNull(last.activeEverywhereAt()));
        return new ScenarioResult(rollout, Map.of(evidenceAt == null ? BACK_UNDATED : BACK, back), reckoning);
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

    public String id() {
        return rollout.summary().id();
    }

    /// Returns the last decision other than to hold.
    public RolloutDecisionResponse decision() {
        return rollout.decisions().stream()
                .filter(decision -> !STAYING.contains(decision.kind()))
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    /// Returns the kinds of its decisions, oldest first.
    public List<RolloutDecisionKind> kinds() {
        return kinds(rollout);
    }

    /// Returns the reasons of its decisions, in the same order.
    public List<String> reasons() {
        return rollout.decisions().stream().map(RolloutDecisionResponse::reason).toList();
    }

    /// Returns the kinds of the decisions of a rollout, oldest first.
    public static List<RolloutDecisionKind> kinds(RolloutDetailResponse rollout) {
        return rollout.decisions().stream().map(RolloutDecisionResponse::kind).toList();
    }
}
