// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.guardrail;

import dev.evenkeel.core.stats.LatencyReference;
import dev.evenkeel.core.stats.LogSum;
import dev.evenkeel.core.stats.Share;
import dev.evenkeel.engine.rollout.evidence.Bets;
import dev.evenkeel.engine.rollout.evidence.GuardState;
import dev.evenkeel.engine.rollout.evidence.Tick;
import dev.evenkeel.engine.rollout.plan.CounterSource;
import dev.evenkeel.engine.rollout.plan.EventCeiling;
import dev.evenkeel.engine.rollout.plan.EventGuardrail;
import dev.evenkeel.engine.rollout.plan.GuardrailAction;
import dev.evenkeel.engine.rollout.plan.Guardrails;
import dev.evenkeel.engine.rollout.plan.MetricGuardrail;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.engine.rollout.plan.SliceGuardrail;
import dev.evenkeel.engine.rollout.plan.ValueGuardrail;
import dev.evenkeel.engine.rollout.plan.ZeroTolerance;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// All guardrails of a rollout at one step, in the order of the plan.
public final class Watches {
    private final List<Watch> all;
    /// Highest rollback evidence that each ever had after a tick.
    private final double[] peaks;

    private Watches(List<Watch> all) {
        this.all = List.copyOf(all);
        this.peaks = new double[all.size()];
    }

    /// With no evidence yet.
    public static Watches fresh(RolloutPlan plan, int step) {
        List<Watch> all = new ArrayList<>();
        Guardrails guardrails = plan.guardrails();
        all.add(new ErrorWatch(guardrails.errors(), plan.exposureAfter(step)));
        guardrails.latency().forEach(latency -> all.add(new QuantileWatch(latency, plan.seedSamples())));
        if (guardrails.rank() != null) {
            all.add(new RankWatch(guardrails.rank(), plan.seedSamples()));
        }
        guardrails.metrics().forEach(metric -> all.add(watch(metric, guardrails, plan.logRollbackNeeded())));
        if (guardrails.shadow() != null) {
            all.add(new ShadowWatch(guardrails.shadow(), plan.logRollbackNeeded()));
        }
        return new Watches(all);
    }

    private static Watch watch(MetricGuardrail guardrail, Guardrails guardrails, double threshold) {
        return switch (guardrail) {
            case ZeroTolerance zero -> new ZeroWatch(zero, threshold);
            case EventCeiling ceiling -> new CeilingWatch(ceiling, threshold);
            case EventGuardrail events ->
                new EventWatch(
                        events,
                        events.rollbackRatio(),
                        guardrails
                                .source(events.metric())
                                .map(CounterSource::perUnit)
                                .orElse(1L));
            case SliceGuardrail slice -> new EventWatch(slice, slice.rollbackRatio(), 1);
            case ValueGuardrail value -> new ValueWatch(value);
        };
    }

    /// With the evidence of a state.
    public static Watches of(RolloutPlan plan, GuardState state) {
        Watches watches = withRollbackOf(plan, state, state.step().step());
        for (int i = 0; i < watches.all.size(); i++) {
            watches.all.get(i).restoreAdvance(state.bets().get(i).advance());
        }
        return watches;
    }

    /// With the rollback evidence of a state and none yet for advancing.
    public static Watches withRollbackOf(RolloutPlan plan, GuardState state, int step) {
        Watches watches = fresh(plan, step);
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

    public List<Watch> all() {
        return all;
    }

    public void restart() {
        all.forEach(Watch::restart);
    }

    public void revisionChanged() {
        all.forEach(Watch::revisionChanged);
    }

    /// Takes any tick into the guardrails that do not compare units.
    ///
    /// @param current whether it is of the running revision
    public void count(Tick tick, boolean current) {
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

    private Stream<LimitWatch> limits() {
        return all.stream().filter(LimitWatch.class::isInstance).map(LimitWatch.class::cast);
    }

    public void takeIn(Share share, Tick tick, LatencyReference reference) {
        for (Watch watch : all) {
            watch.watch(share, tick, reference);
            watch.gatherProof(share, tick, reference);
        }
    }

    public void takeInLate(Share share, Tick tick) {
        all.forEach(watch -> watch.watchLate(share, tick));
    }

    /// Logarithm of the weighed sum of the rollback evidence that leads to rolling back. The weight of
    /// what does not is kept as if nothing were known.
    public double logRollback() {
        return LogSum.of(all.stream().mapToDouble(Watches::logContribution).toArray());
    }

    private static double logContribution(Watch watch) {
        double known = watch.action() == GuardrailAction.ROLL_BACK ? watch.logRollback() : 0;
        return StrictMath.log(watch.weight()) + known;
    }

    /// Whether a guardrail that does not roll back is breached by itself, now or before: its evidence
    /// times its weight once reached the threshold. All those outside the sum together are wrong with
    /// their share of alpha at most.
    public boolean breachedAlone(Watch watch, double threshold) {
        return watch.action() != GuardrailAction.ROLL_BACK
                && StrictMath.log(watch.weight()) + peaks[all.indexOf(watch)] >= threshold;
    }

    /// Whether a guardrail holds at least half of the largest part of the sum.
    public boolean isToBlame(Watch watch) {
        double largest = all.stream()
                .filter(one -> one.action() == GuardrailAction.ROLL_BACK)
                .mapToDouble(Watches::logContribution)
                .max()
                .orElse(Double.POSITIVE_INFINITY);
        return watch.action() == GuardrailAction.ROLL_BACK && logContribution(watch) >= largest - StrictMath.log(2);
    }

    public List<Bets> bets() {
        return bets(true);
    }

    /// What is to be stored.
    ///
    /// @param credible whether evidence as high as now may count as a breach
    public List<Bets> bets(boolean credible) {
        List<Bets> bets = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Watch watch = all.get(i);
            double peak = credible ? Math.max(peaks[i], watch.logRollback()) : peaks[i];
            bets.add(new Bets(watch.rollbackState(), watch.advanceState(), peak));
        }
        return bets;
    }
}
