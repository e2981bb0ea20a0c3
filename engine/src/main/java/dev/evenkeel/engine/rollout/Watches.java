// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

import dev.evenkeel.stats.LatencyReference;
import dev.evenkeel.stats.LogSum;
import dev.evenkeel.stats.Mixture;
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
        all.add(new ErrorWatch(plan.guardrails().errors(), plan.exposureAfter(step)));
        return new Watches(all);
    }

    /// With the evidence of a state.
    static Watches of(RolloutPlan plan, GuardState state) {
        Watches watches = withRollbackOf(plan, state, state.step().step());
        for (int i = 0; i < watches.all.size(); i++) {
            watches.all.get(i).advance().restore(state.bets().get(i).advance());
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
            watches.all.get(i).rollback().restore(state.bets().get(i).rollback());
        }
        return watches;
    }

    List<Watch> all() {
        return all;
    }

    void restart() {
        all.stream().map(Watch::rollback).forEach(Mixture::restart);
    }

    void watchForHarm(Share share, Tick tick, LatencyReference reference) {
        all.forEach(watch -> watch.watchForHarm(share, tick, reference));
    }

    void gatherProof(Share share, Tick tick, LatencyReference reference) {
        all.forEach(watch -> watch.gatherProof(share, tick, reference));
    }

    /// Logarithm of the weighed sum of all rollback evidence.
    double logRollback() {
        return LogSum.of(all.stream().mapToDouble(Watches::logContribution).toArray());
    }

    static double logContribution(Watch watch) {
        return StrictMath.log(watch.weight()) + watch.rollback().logE();
    }

    List<Bets> bets() {
        return all.stream()
                .map(watch -> new Bets(watch.rollback().state(), watch.advance().state()))
                .toList();
    }
}
