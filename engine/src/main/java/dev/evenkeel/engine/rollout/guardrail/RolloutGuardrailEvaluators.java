// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.guardrail;

import dev.evenkeel.core.stats.CandidateShare;
import dev.evenkeel.core.stats.ControlLatencyBaseline;
import dev.evenkeel.core.stats.LogSumExp;
import dev.evenkeel.engine.rollout.evidence.EvidenceTick;
import dev.evenkeel.engine.rollout.evidence.GuardrailEvidence;
import dev.evenkeel.engine.rollout.evidence.RolloutGuardState;
import dev.evenkeel.engine.rollout.plan.CounterSource;
import dev.evenkeel.engine.rollout.plan.CustomMetricGuardrail;
import dev.evenkeel.engine.rollout.plan.EventCeilingGuardrail;
import dev.evenkeel.engine.rollout.plan.EventGuardrail;
import dev.evenkeel.engine.rollout.plan.GuardrailAction;
import dev.evenkeel.engine.rollout.plan.Guardrails;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.engine.rollout.plan.SliceGuardrail;
import dev.evenkeel.engine.rollout.plan.ValueGuardrail;
import dev.evenkeel.engine.rollout.plan.ZeroToleranceGuardrail;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The evaluators of all guardrails of a rollout at one step, in the order of the plan.
public final class RolloutGuardrailEvaluators {
    private final List<GuardrailEvaluator> all;
    /// Highest rollback evidence of each evaluator after any tick so far.
    private final double[] peaks;

    private RolloutGuardrailEvaluators(List<GuardrailEvaluator> all) {
        this.all = List.copyOf(all);
        this.peaks = new double[all.size()];
    }

    /// Creates the evaluators without evidence.
    public static RolloutGuardrailEvaluators fresh(RolloutPlan plan, int step) {
        List<GuardrailEvaluator> all = new ArrayList<>();
        Guardrails guardrails = plan.guardrails();
        all.add(new ErrorGuardrailEvaluator(guardrails.errors(), plan.nextExposure(step)));
        guardrails.latency().forEach(latency -> all.add(new LatencyGuardrailEvaluator(latency, plan.seedSamples())));
        if (guardrails.rank() != null) {
            all.add(new LatencyRankGuardrailEvaluator(guardrails.rank(), plan.seedSamples()));
        }
        guardrails
                .metrics()
                .forEach(metric -> all.add(createEvaluator(metric, guardrails, plan.logRollbackThreshold())));
        if (guardrails.shadow() != null) {
            all.add(new ShadowGuardrailEvaluator(guardrails.shadow(), plan.logRollbackThreshold()));
        }
        return new RolloutGuardrailEvaluators(all);
    }

    private static GuardrailEvaluator createEvaluator(
            CustomMetricGuardrail guardrail, Guardrails guardrails, double threshold) {
        return switch (guardrail) {
            case ZeroToleranceGuardrail zero -> new ZeroToleranceGuardrailEvaluator(zero, threshold);
            case EventCeilingGuardrail ceiling -> new EventCeilingGuardrailEvaluator(ceiling, threshold);
            case EventGuardrail events ->
                new EventGuardrailEvaluator(
                        events,
                        events.rollbackRatio(),
                        guardrails
                                .findSource(events.metric())
                                .map(CounterSource::perUnit)
                                .orElse(1L));
            case SliceGuardrail slice -> new EventGuardrailEvaluator(slice, slice.rollbackRatio(), 1);
            case ValueGuardrail value -> new ValueGuardrailEvaluator(value);
        };
    }

    /// Creates the evaluators with the evidence of a state.
    public static RolloutGuardrailEvaluators of(RolloutPlan plan, RolloutGuardState state) {
        RolloutGuardrailEvaluators evaluators =
                withRollbackOf(plan, state, state.step().step());
        for (int i = 0; i < evaluators.all.size(); i++) {
            evaluators
                    .all
                    .get(i)
                    .restoreAdvance(state.guardrailEvidence().get(i).advance());
        }
        return evaluators;
    }

    /// Creates the evaluators with the rollback evidence of a state and without advance evidence.
    public static RolloutGuardrailEvaluators withRollbackOf(RolloutPlan plan, RolloutGuardState state, int step) {
        RolloutGuardrailEvaluators evaluators = fresh(plan, step);
        if (evaluators.all.size() != state.guardrailEvidence().size()) {
            throw new IllegalArgumentException("the state contains evidence of "
                    + state.guardrailEvidence().size() + " guardrails, the plan has " + evaluators.all.size()
                    + "; guardrails cannot change after a rollout starts");
        }
        for (int i = 0; i < evaluators.all.size(); i++) {
            evaluators
                    .all
                    .get(i)
                    .restoreRollback(state.guardrailEvidence().get(i).rollback());
            evaluators.peaks[i] = state.guardrailEvidence().get(i).peak();
        }
        return evaluators;
    }

    public List<GuardrailEvaluator> evaluators() {
        return all;
    }

    public void restart() {
        all.forEach(GuardrailEvaluator::restart);
    }

    public void onRevisionChange() {
        all.forEach(GuardrailEvaluator::onRevisionChange);
    }

    /// Adds a tick to the limits, which compare no variants and accept any tick.
    ///
    /// @param current whether the tick belongs to the running revision
    public void countTick(EvidenceTick tick, boolean current) {
        limits().forEach(limit -> {
            limit.addTick(tick);
            if (current) {
                limit.addAdvanceTick(tick);
            }
        });
    }

    /// Whether a limit with the action rollback was ever exceeded.
    public boolean isLimitCrossed() {
        return limits().anyMatch(limit -> limit.isCrossed() && limit.action() == GuardrailAction.ROLL_BACK);
    }

    private Stream<LimitEvaluator> limits() {
        return all.stream().filter(LimitEvaluator.class::isInstance).map(LimitEvaluator.class::cast);
    }

    public void addTick(CandidateShare share, EvidenceTick tick, ControlLatencyBaseline baseline) {
        for (GuardrailEvaluator evaluator : all) {
            evaluator.addRollbackEvidence(share, tick, baseline);
            evaluator.addAdvanceEvidence(share, tick, baseline);
        }
    }

    public void addLateTick(CandidateShare share, EvidenceTick tick) {
        all.forEach(evaluator -> evaluator.addLateEvidence(share, tick));
    }

    /// Returns the logarithm of the weighted sum of the rollback evidence of the guardrails that roll back.
    /// The weight of the others counts with evidence 1.
    public double logRollback() {
        return LogSumExp.compute(all.stream()
                .mapToDouble(RolloutGuardrailEvaluators::logContribution)
                .toArray());
    }

    private static double logContribution(GuardrailEvaluator evaluator) {
        double known = evaluator.action() == GuardrailAction.ROLL_BACK ? evaluator.logRollback() : 0;
        return StrictMath.log(evaluator.weight()) + known;
    }

    /// Whether a guardrail that does not roll back is breached on its own, now or earlier: its evidence times
    /// its weight has reached the threshold at least once. The probability of a false breach of any of them
    /// is at most their share of alpha.
    public boolean isBreachedAlone(GuardrailEvaluator evaluator, double threshold) {
        return evaluator.action() != GuardrailAction.ROLL_BACK
                && StrictMath.log(evaluator.weight()) + peaks[all.indexOf(evaluator)] >= threshold;
    }

    /// Whether a guardrail contributes at least half as much to the sum as the largest contributor.
    public boolean isMainCause(GuardrailEvaluator evaluator) {
        double largest = all.stream()
                .filter(one -> one.action() == GuardrailAction.ROLL_BACK)
                .mapToDouble(RolloutGuardrailEvaluators::logContribution)
                .max()
                .orElse(Double.POSITIVE_INFINITY);
        return evaluator.action() == GuardrailAction.ROLL_BACK
                && logContribution(evaluator) >= largest - StrictMath.log(2);
    }

    public List<GuardrailEvidence> toEvidence() {
        return toEvidence(true);
    }

    /// Returns the evidence to store.
    ///
    /// @param credible whether evidence as high as now may count as a breach
    public List<GuardrailEvidence> toEvidence(boolean credible) {
        List<GuardrailEvidence> bets = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            GuardrailEvaluator evaluator = all.get(i);
            double peak = credible ? Math.max(peaks[i], evaluator.logRollback()) : peaks[i];
            bets.add(new GuardrailEvidence(evaluator.rollbackState(), evaluator.advanceState(), peak));
        }
        return bets;
    }
}
