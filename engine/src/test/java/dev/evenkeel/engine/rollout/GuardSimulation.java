// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.rollout.evidence.EvidenceTick;
import dev.evenkeel.engine.rollout.evidence.RolloutGuardState;
import dev.evenkeel.engine.rollout.evidence.VariantTickEvidence;
import dev.evenkeel.engine.rollout.guardrail.GuardrailResult;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Simulates a guarded rollout without a server: one tick a second, and steps that the test changes.
public final class GuardSimulation {
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    public final RolloutPlan plan;
    public RolloutGuardState state;
    public Instant now = START;
    public Instant stepStartedAt = START;

    @Nullable
    Instant lastBatchAt;

    @Nullable
    Instant listeningSince;

    public boolean approved;
    public List<CounterSourceStatus> sources = List.of();
    public List<ProcessBreakerTrip> trips = List.of();
    int processes;
    SilentProcesses silentProcesses = SilentProcesses.NONE;

    @Nullable
    ReconciliationStatus reconciliation;

    @Nullable
    CombinedRolloutGateStatus gates;

    int step;
    public long tick;
    public long revision = 1;

    public GuardSimulation(RolloutPlan plan) {
        this(plan, Map.of(100, plan.seedSamples()));
    }

    public GuardSimulation(RolloutPlan plan, Map<Integer, Long> seed) {
        this.plan = plan;
        this.state = GuardEngine.start(plan, seed, START);
    }

    public Percent exposure() {
        return plan.steps().get(step).exposure();
    }

    /// Advances the clock by a second and adds a tick.
    public GuardSimulation runSecond(VariantTickEvidence control, VariantTickEvidence candidate) {
        now = now.plusSeconds(1);
        lastBatchAt = now;
        observe(new EvidenceTick(++tick, revision, step, exposure(), false, control, candidate));
        return this;
    }

    public GuardSimulation observe(EvidenceTick next) {
        state = GuardEngine.observe(plan, state, next, now);
        return this;
    }

    /// Adds a tick without failures for each second.
    public GuardSimulation runCleanSeconds(int seconds, long control, long candidate) {
        for (int i = 0; i < seconds; i++) {
            runSecond(clean(control), clean(candidate));
        }
        return this;
    }

    public RolloutAction decision() {
        return decide().action();
    }

    public GuardrailResult guardrailResult(String name) {
        return decide().results().stream()
                .filter(report -> report.verdict().check().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /// Advances the clock without a tick.
    public GuardSimulation advanceClock(Duration duration) {
        now = now.plus(duration);
        return this;
    }

    public GuardDecision decide() {
        return GuardEngine.decide(
                plan,
                new GuardDecisionInputs(
                        step,
                        START,
                        stepStartedAt,
                        lastBatchAt,
                        listeningSince,
                        approved,
                        sources,
                        trips,
                        processes,
                        reconciliation,
                        gates,
                        silentProcesses),
                state,
                now);
    }

    public void moveTo(int newStep) {
        step = newStep;
        stepStartedAt = now;
        approved = false;
        revision++;
        state = GuardEngine.changeStep(plan, state, newStep, now);
    }

    public static VariantTickEvidence clean(long trials) {
        return failing(trials, 0);
    }

    public static VariantTickEvidence failing(long trials, long failed) {
        return new VariantTickEvidence(
                trials,
                failed,
                failed,
                trials,
                failed,
                0,
                trials,
                trials == 0 ? Map.of() : Map.of(100, trials),
                Map.of());
    }
}
