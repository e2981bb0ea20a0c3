// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.guardrail;

import dev.evenkeel.core.stats.CandidateShare;
import dev.evenkeel.core.stats.ControlLatencyBaseline;
import dev.evenkeel.core.stats.LogSumExp;
import dev.evenkeel.engine.rollout.evidence.EvidenceTick;
import dev.evenkeel.engine.rollout.evidence.GuardState;
import dev.evenkeel.engine.rollout.evidence.GuardrailEvidence;
import dev.evenkeel.engine.rollout.plan.CounterSource;
import dev.evenkeel.engine.rollout.plan.EventCeilingGuardrail;
import dev.evenkeel.engine.rollout.plan.EventGuardrail;
import dev.evenkeel.engine.rollout.plan.GuardrailAction;
import dev.evenkeel.engine.rollout.plan.Guardrails;
import dev.evenkeel.engine.rollout.plan.MetricGuardrail;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.engine.rollout.plan.SliceGuardrail;
import dev.evenkeel.engine.rollout.plan.ValueGuardrail;
import dev.evenkeel.engine.rollout.plan.ZeroToleranceGuardrail;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// All guardrails of a rollout at one step, in the order of the plan.
public final class GuardrailEvaluators {
    private final List<GuardrailEvaluator> all;
    /// Highest rollback evidence that each ever had after a tick.
    private final double[] peaks;

    private GuardrailEvaluators(List<GuardrailEvaluator> all) {
        this.all = List.copyOf(all);
        this.peaks = new double[all.size()];
    }

    /// With no evidence yet.
    public static GuardrailEvaluators fresh(RolloutPlan plan, int step) {
        List<GuardrailEvaluator> all = new ArrayList<>();
        Guardrails guardrails = plan.guardrails();
        all.add(new ErrorGuardrailEvaluator(guardrails.errors(), plan.exposureAfter(step)));
        guardrails.latency().forEach(latency -> all.add(new LatencyGuardrailEvaluator(latency, plan.seedSamples())));
        if (guardrails.rank() != null) {
            all.add(new LatencyRankGuardrailEvaluator(guardrails.rank(), plan.seedSamples()));
        }
        guardrails.metrics().forEach(metric -> all.add(watch(metric, guardrails, plan.logRollbackNeeded())));
        if (guardrails.shadow() != null) {
            all.add(new ShadowGuardrailEvaluator(guardrails.shadow(), plan.logRollbackNeeded()));
        }
        return new GuardrailEvaluators(all);
    }

    private static GuardrailEvaluator watch(MetricGuardrail guardrail, Guardrails guardrails, double threshold) {
        return switch (guardrail) {
            case ZeroToleranceGuardrail zero -> new ZeroToleranceGuardrailEvaluator(zero, threshold);
            case EventCeilingGuardrail ceiling -> new EventCeilingGuardrailEvaluator(ceiling, threshold);
            case EventGuardrail events ->
                new EventGuardrailEvaluator(
                        events,
                        events.rollbackRatio(),
                        guardrails
                                .source(events.metric())
                                .map(CounterSource::perUnit)
                                .orElse(1L));
            case SliceGuardrail slice -> new EventGuardrailEvaluator(slice, slice.rollbackRatio(), 1);
            case ValueGuardrail value -> new ValueGuardrailEvaluator(value);
        };
    }

    /// With the evidence of a state.
    public static GuardrailEvaluators of(RolloutPlan plan, GuardState state) {
        GuardrailEvaluators watches = withRollbackOf(plan, state, state.step().step());
        for (int i = 0; i < watches.all.size(); i++) {
            watches.all.get(i).restoreAdvance(state.bets().get(i).advance());
        }
        return watches;
    }

    /// With the rollback evidence of a state and none yet for advancing.
    public static GuardrailEvaluators withRollbackOf(RolloutPlan plan, GuardState state, int step) {
        GuardrailEvaluators watches = fresh(plan, step);
        if (watches.all.size() != state.bets().size()) {
            throw new IllegalArgumentException("the state holds evidence of "
                    + state.bets().size() + " guardrails, the plan has " + watches.all.size()
                    + ": guardrails are fixed when a rollout starts");
        }
        for (int i = 0; i < watches.all.size(); i++) {
            watches.all.get(i).restoreRollback(state.bets().get(i).rollback());
            watches.peaks[i] = state.bets().get(i).peak();
        }
        return watches;
    }

    public List<GuardrailEvaluator> all() {
        return all;
    }

    public void restart() {
        all.forEach(GuardrailEvaluator::restart);
    }

    public void revisionChanged() {
        all.forEach(GuardrailEvaluator::revisionChanged);
    }

    /// Takes any tick into the guardrails that do not compare units.
    ///
    /// @param current whether it is of the running revision
    public void count(EvidenceTick tick, boolean current) {
        limits().forEach(limit -> {
            limit.count(tick);
            if (current) {
                limit.prove(tick);
            }
        });
    }

    /// Whether a limit that rolls back was ever crossed.
    public boolean limitCrossed() {
        return limits().anyMatch(limit -> limit.crossed() && limit.action() == GuardrailAction.ROLL_BACK);
    }

    private Stream<LimitEvaluator> limits() {
        return all.stream().filter(LimitEvaluator.class::isInstance).map(LimitEvaluator.class::cast);
    }

    public void takeIn(CandidateShare share, EvidenceTick tick, ControlLatencyBaseline reference) {
        for (GuardrailEvaluator watch : all) {
            watch.watch(share, tick, reference);
            watch.gatherProof(share, tick, reference);
        }
    }

    public void takeInLate(CandidateShare share, EvidenceTick tick) {
        all.forEach(watch -> watch.watchLate(share, tick));
    }

    /// Logarithm of the weighed sum of the rollback evidence that leads to rolling back. The weight of
    /// what does not is kept as if nothing were known.
    public double logRollback() {
        return LogSumExp.of(
                all.stream().mapToDouble(GuardrailEvaluators::logContribution).toArray());
    }

    private static double logContribution(GuardrailEvaluator watch) {
        double known = watch.action() == GuardrailAction.ROLL_BACK ? watch.logRollback() : 0;
        return StrictMath.log(watch.weight()) + known;
    }

    /// Whether a guardrail that does not roll back is breached by itself, now or before: its evidence
    /// times its weight once reached the threshold. All those outside the sum together are wrong with
    /// their share of alpha at most.
    public boolean breachedAlone(GuardrailEvaluator watch, double threshold) {
        return watch.action() != GuardrailAction.ROLL_BACK
                && StrictMath.log(watch.weight()) + peaks[all.indexOf(watch)] >= threshold;
    }

    /// Whether a guardrail holds at least half of the largest part of the sum.
    public boolean isToBlame(GuardrailEvaluator watch) {
        double largest = all.stream()
                .filter(one -> one.action() == GuardrailAction.ROLL_BACK)
                .mapToDouble(GuardrailEvaluators::logContribution)
                .max()
                .orElse(Double.POSITIVE_INFINITY);
        return watch.action() == GuardrailAction.ROLL_BACK && logContribution(watch) >= largest - StrictMath.log(2);
    }

    public List<GuardrailEvidence> bets() {
        return bets(true);
    }

    /// What is to be stored.
    ///
    /// @param credible whether evidence as high as now may count as a breach
    public List<GuardrailEvidence> bets(boolean credible) {
        List<GuardrailEvidence> bets = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            GuardrailEvaluator watch = all.get(i);
            double peak = credible ? Math.max(peaks[i], watch.logRollback()) : peaks[i];
            bets.add(new GuardrailEvidence(watch.rollbackState(), watch.advanceState(), peak));
        }
        return bets;
    }
}
