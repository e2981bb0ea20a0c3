// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.rollout;

import dev.evenkeel.api.MigrationApi.ReconciliationCounts;
import dev.evenkeel.api.MigrationApi.ReconciliationPass;
import dev.evenkeel.api.RolloutApi.GatedChangeAttributes;
import dev.evenkeel.api.RolloutApi.StepForecastResponse;
import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.telemetry.LatencyHistogram;
import dev.evenkeel.engine.catalog.FailureCost;
import dev.evenkeel.engine.drill.CandidateRehearsalSettings;
import dev.evenkeel.engine.drill.DrillFreshness;
import dev.evenkeel.engine.drill.RollbackPlan;
import dev.evenkeel.engine.drill.SchemaChangePlan;
import dev.evenkeel.engine.drill.SchemaChangeStep;
import dev.evenkeel.engine.rollout.HoldKind;
import dev.evenkeel.engine.rollout.RolloutDecisionKind;
import dev.evenkeel.engine.rollout.RolloutStatus;
import dev.evenkeel.engine.rollout.plan.LocalBreakerPolicy;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.engine.rollout.plan.RolloutStep;
import dev.evenkeel.server.rollouts.drill.RollbackPlanStatus;
import dev.evenkeel.server.rollouts.evidence.VariantCounts;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutDecision;
import dev.evenkeel.server.rollouts.rollout.RolloutTick;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// A simulated rollout with one tick per second. Its records have the structure of real ones; its numbers are
/// plausible and follow no statistical model.
public final class SimulatedRollout {
    /// The course of the rollout.
    public enum Scenario {
        GOOD,
        /// The candidate causes harm from 5% on.
        BAD,
        /// Waits for approval at 5%.
        WAITING
    }

    private static final RolloutPlan PLAN = RolloutPlan.fast();
    private static final int TICKS_TO_SEED = 40;
    private static final int TICKS_PER_STEP = 13;
    private static final int CALLS_PER_TICK = 250;
    private static final int SDKS = 5;
    private static final List<String> STOPPERS = List.of("anna", "beat", "carla", "dario", "elif", "fadi", "gina");

    private final String id;
    private final Scenario course;
    private final Instant startedAt;
    private final Random random = new Random(20260101);
    private final SimulatedEvidence evidence = new SimulatedEvidence(random);
    private final List<RolloutTick> ticks = new ArrayList<>();
    private final List<TickJson> ticksAsJson = new ArrayList<>();
    private final List<RolloutDecision> decisions = new ArrayList<>();
    private RolloutStatus status = RolloutStatus.COLLECTING_BASELINE;
    private VariantCounts control = VariantCounts.none();
    private VariantCounts candidate = VariantCounts.none();
    private Instant now;
    private int step;
    private boolean approved;
    private int ticksInStep;
    private long revision = 41;
    private int behind;

    public SimulatedRollout(String id, Scenario course, Instant startedAt) {
        this.id = id;
        this.course = course;
        this.startedAt = startedAt;
        this.now = startedAt;
    }

    public String id() {
        return id;
    }

    /// Advances by a number of seconds.
    public SimulatedRollout advance(int seconds) {
        for (int second = 0; second < seconds; second++) {
            tick();
        }
        return this;
    }

    /// Advances by one second.
    public synchronized TickJson tick() {
        now = now.plusSeconds(1);
        boolean harmful = course == Scenario.BAD && status == RolloutStatus.RUNNING && step == 1 && ticksInStep > 4;
        boolean judged = status == RolloutStatus.RUNNING;
        if (judged) {
            evidence.nextTick(harmful);
        }
        double share = exposure().fraction();
        RolloutTick tick = new RolloutTick(
                ticks.size() + 1L,
                now,
                revision,
                step,
                exposure(),
                false,
                null,
                counts(1 - share, 0.002, 8.2),
                counts(share, harmful ? 0.16 : 0.0021, 5.6),
                null);
        TickJson json = TickJson.of(tick, judged ? evidence.tickStrength() : null);
        ticks.add(tick);
        ticksAsJson.add(json);
        control = control.plus(tick.control());
        candidate = candidate.plus(tick.candidate());
        ticksInStep++;
        decide();
        return json;
    }

    public synchronized void abort(String reason) {
        behind = 2;
        recordDecision(RolloutDecisionKind.ABORT, RolloutStatus.ABORTED, step, reason);
    }

    /// Confirms that the last SDK serves control again.
    public synchronized void confirmRollback() {
        behind = 0;
        decisions.set(decisions.size() - 1, activeAt(decisions.getLast(), now.plusMillis(700)));
    }

    private static RolloutDecision activeAt(RolloutDecision is, Instant everywhere) {
        return new RolloutDecision(
                is.number(),
                is.at(),
                is.kind(),
                is.fromStep(),
                is.toStep(),
                is.exposure(),
                is.revision(),
                is.reason(),
                is.tick(),
                is.progress(),
                is.evidenceAt(),
                everywhere,
                is.hold());
    }

    public synchronized void approve(String reason) {
        approved = true;
        recordDecision(RolloutDecisionKind.APPROVE, status, step, "approved by admin: " + reason);
    }

    public synchronized List<TickJson> ticksAfter(long number, int limit) {
        return ticksAsJson.stream()
                .filter(tick -> tick.number() > number)
                .limit(limit)
                .toList();
    }

    /// @param silent whether the guard has just found that nothing arrives
    public synchronized RolloutPageData pageData(boolean silent) {
        return new RolloutPageData(
                rollout(silent), List.copyOf(decisions), recent(), SDKS, SDKS - behind, relatedData());
    }

    private RolloutPageData.RolloutRelatedData relatedData() {
        boolean migrates = course == Scenario.WAITING;
        return new RolloutPageData.RolloutRelatedData(
                null,
                List.of(),
                List.of(),
                migrates ? passes() : List.of(),
                List.of(),
                migrates && !status.isEnded() ? rollbackPlan(now) : null,
                status.isEnded()
                        ? RolloutNextStepsData.NOTHING
                        : new RolloutNextStepsData(forecast(), STOPPERS, List.of()),
                status.isEnded() ? null : new FailureCost(0.8, "CHF"));
    }

    private @Nullable StepForecastResponse forecast() {
        return status == RolloutStatus.RUNNING
                ? new StepForecastResponse(
                        now,
                        now,
                        12.5,
                        now.plusSeconds(60),
                        "errors: 1,790 of about 2,543 candidate trials needed to show failures less than 2% of calls"
                                + " above control, about 1 min more at 12.5 trials per second",
                        List.of())
                : null;
    }

    private List<ReconciliationPass> passes() {
        return List.of(
                pass(3, null, true, 0),
                pass(2, now.minusSeconds(20), true, 3),
                pass(1, now.minusSeconds(50), true, 0),
                pass(0, now.minusSeconds(70), false, 0));
    }

    private static RollbackPlanCard rollbackPlan(Instant now) {
        var schema = new SchemaChangePlan(
                List.of("classic 4.1", "modern 5.0"),
                "classic 4.1",
                List.of(
                        new SchemaChangeStep(
                                SchemaChangeStep.ExpandContractPhase.EXPAND,
                                "add posting.currency",
                                "classic 4.1",
                                null,
                                now),
                        new SchemaChangeStep(
                                SchemaChangeStep.ExpandContractPhase.CONTRACT,
                                "drop posting.ccy",
                                "modern 5.0",
                                "drop-ccy",
                                null)));
        var plan = new RollbackPlan(
                2,
                "team-money",
                "payments fail",
                List.of("abort the rollout", "tell support"),
                "readable",
                "drop-ccy",
                Duration.ofSeconds(30),
                30,
                schema,
                new CandidateRehearsalSettings(
                        List.of("SYNTHETIC-1"), URI.create("http://payments.example/drills/rehearsal")));
        return RollbackPlanCard.of(
                new RollbackPlanStatus(plan, DrillFreshness.evaluate(plan, "classic", null, now)), null);
    }

    private ReconciliationPass pass(int number, @Nullable Instant finishedAt, boolean together, long mismatches) {
        Instant startedAt = now.minusSeconds(75 - 25L * number);
        return new ReconciliationPass(
                "rc-" + number,
                "instance",
                "classic",
                41,
                together,
                startedAt,
                startedAt.plusSeconds(1),
                finishedAt,
                new ReconciliationCounts(
                        120,
                        16_890,
                        mismatches,
                        mismatches == 0
                                ? List.of()
                                : List.of("account 17: 300.00 in the old store, 299.99 in the new")));
    }

    public synchronized Rollout rollout(boolean silent) {
        Instant endedAt = status.isEnded() ? decisions.getLast().at() : null;
        return new Rollout(
                id,
                "default",
                "payment-core",
                "classic",
                "modern",
                plan(),
                id,
                "modern core: one commit per message",
                new GatedChangeAttributes(null, "normal", "admin"),
                startedAt,
                new Rollout.Position(
                        status, step, now, exposure(), revision, decisions.size(), hold(), approved, endedAt),
                Math.min(PLAN.seedSamples(), control.calls()),
                ticks.size(),
                new Rollout.Totals(control, candidate, 0, now),
                status == RolloutStatus.COLLECTING_BASELINE ? null : evidence.guardrailStatuses(exposure(), silent),
                null,
                ticks.size());
    }

    private RolloutPlan plan() {
        if (course != Scenario.WAITING) {
            return PLAN;
        }
        return new RolloutPlan(
                "fast, approved",
                PLAN.steps().stream().map(RolloutStep::withApproval).toList(),
                PLAN.alpha(),
                PLAN.advanceAlpha(),
                PLAN.warmUp(),
                PLAN.restartEvery(),
                PLAN.guardrails(),
                PLAN.seedSamples(),
                PLAN.missingData(),
                PLAN.tickMaxAge(),
                PLAN.sharedIncident(),
                PLAN.limits(),
                List.of("anna", "beat"),
                LocalBreakerPolicy.DEFAULT,
                null);
    }

    private boolean waitsForApproval() {
        return course == Scenario.WAITING && status == RolloutStatus.RUNNING && step == 1;
    }

    private @Nullable HoldKind hold() {
        return waitsForApproval() ? HoldKind.APPROVAL : null;
    }

    private List<RolloutTick.Calls> recent() {
        return ticks.subList(Math.max(0, ticks.size() - 12), ticks.size()).stream()
                .map(tick -> new RolloutTick.Calls(
                        tick.at(),
                        tick.revision(),
                        tick.late(),
                        tick.control().calls(),
                        tick.candidate().calls()))
                .toList();
    }

    private void decide() {
        int last = PLAN.steps().size() - 1;
        if (waitsForApproval()) {
            if (ticksInStep == TICKS_PER_STEP) {
                recordDecision(
                        RolloutDecisionKind.HOLD,
                        status,
                        step,
                        "all checks passed at 5%; requires approval to advance (anna, beat)");
            }
        } else if (status == RolloutStatus.COLLECTING_BASELINE && ticks.size() >= TICKS_TO_SEED) {
            recordDecision(RolloutDecisionKind.START, RolloutStatus.RUNNING, 0, "10,000 control calls are known");
        } else if (status == RolloutStatus.RUNNING && evidence.hasReachedLimit()) {
            recordDecision(
                    RolloutDecisionKind.ROLL_BACK,
                    RolloutStatus.ROLLED_BACK,
                    step,
                    "errors: more units fail on the candidate than on control (evidence 347, combined"
                            + " evidence 208, rolls back at 111)");
        } else if (status == RolloutStatus.RUNNING && ticksInStep >= TICKS_PER_STEP && step == last) {
            recordDecision(
                    RolloutDecisionKind.COMPLETE,
                    RolloutStatus.COMPLETED,
                    step,
                    "last step completed at 100%: no breach in 10 s");
        } else if (status == RolloutStatus.RUNNING && ticksInStep >= TICKS_PER_STEP) {
            evidence.newStep();
            recordDecision(
                    RolloutDecisionKind.ADVANCE,
                    RolloutStatus.RUNNING,
                    step + 1,
                    "to " + PLAN.steps().get(step + 1).exposure()
                            + ": errors: shown failures less than 2% of calls above control at 95%; p50: shown p50"
                            + " below 1.1x control's at 95%");
        }
    }

    private void recordDecision(RolloutDecisionKind kind, RolloutStatus next, int toStep, String reason) {
        int from = step;
        status = next;
        step = toStep;
        ticksInStep = 0;
        revision++;
        decisions.add(new RolloutDecision(
                decisions.size() + 1L,
                now,
                kind,
                from,
                toStep,
                exposure(),
                revision,
                reason,
                ticks.size(),
                null,
                kind == RolloutDecisionKind.ROLL_BACK ? now.minusMillis(1_080) : null,
                behind > 0 ? null : now.plusMillis(320),
                null));
    }

    private Percent exposure() {
        return switch (status) {
            case COLLECTING_BASELINE, ROLLED_BACK, ABORTED -> Percent.NONE;
            case RUNNING, COMPLETED -> PLAN.steps().get(step).exposure();
        };
    }

    private VariantCounts counts(double share, double failureRate, double medianMillis) {
        double mean = CALLS_PER_TICK * share;
        long calls = Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
        LatencyHistogram latency = new LatencyHistogram();
        long failures = 0;
        for (long call = 0; call < calls; call++) {
            latency.record(Math.round(1_000 * medianMillis * Math.exp(0.5 * random.nextGaussian())));
            failures += random.nextDouble() < failureRate ? 1 : 0;
        }
        return new VariantCounts(calls, failures, failures, calls, failures, 0, calls, latency, latency, Map.of());
    }
}
