// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

import dev.evenkeel.stats.LatencyReference;
import dev.evenkeel.stats.LogSum;
import dev.evenkeel.stats.Share;
import java.util.ArrayList;
import java.util.List;

/// All guardrails of a rollout at one step, in the order of the plan.
final class Watches {
    private final List<Watch> all;

    private Watches(List<Watch> all) {
        this.all = List.copyOf(all);
    }

    /// With no evidence yet.
    static Watches fresh(RolloutPlan plan, int step) {
        List<Watch> all = new ArrayList<>();
        Guardrails guardrails = plan.guardrails();
        all.add(new ErrorWatch(guardrails.errors(), plan.exposureAfter(step)));
        guardrails.latency().forEach(latency -> all.add(new QuantileWatch(latency, plan.seedSamples())));
        if (guardrails.rank() != null) {
            all.add(new RankWatch(guardrails.rank(), plan.seedSamples()));
        }
        return new Watches(all);
    }

    /// With the evidence of a state.
    static Watches of(RolloutPlan plan, GuardState state) {
        Watches watches = withRollbackOf(plan, state, state.step().step());
        for (int i = 0; i < watches.all.size(); i++) {
            watches.all.get(i).restoreAdvance(state.bets().get(i).advance());
        }
        return watches;
    }

    /// With the rollback evidence of a state and none yet for advancing.
    static Watches withRollbackOf(RolloutPlan plan, GuardState state, int step) {
        Watches watches = fresh(plan, step);
        if (watches.all.size() != state.bets().size()) {
            throw new IllegalArgumentException("the state holds evidence of "
                    + state.bets().size() + " guardrails, the plan has " + watches.all.size()
                    + ": guardrails are fixed when a rollout starts");
        }
        for (int i = 0; i < watches.all.size(); i++) {
            watches.all.get(i).restoreRollback(state.bets().get(i).rollback());
        }
        return watches;
    }

    List<Watch> all() {
        return all;
    }

    void restart() {
        all.forEach(Watch::restart);
    }

    void revisionChanged() {
        all.forEach(Watch::revisionChanged);
    }

    void takeIn(Share share, Tick tick, LatencyReference reference) {
        for (Watch watch : all) {
            watch.watch(share, tick, reference);
            watch.gatherProof(share, tick, reference);
        }
    }

    void takeInLate(Share share, Tick tick) {
        all.forEach(watch -> watch.watchLate(share, tick));
    }

    /// Logarithm of the weighed sum of all rollback evidence.
    double logRollback() {
        return LogSum.of(all.stream().mapToDouble(Watches::logContribution).toArray());
    }

    static double logContribution(Watch watch) {
        return StrictMath.log(watch.weight()) + watch.logRollback();
    }

    List<Bets> bets() {
        return all.stream()
                .map(watch -> new Bets(watch.rollbackState(), watch.advanceState()))
                .toList();
    }
}
