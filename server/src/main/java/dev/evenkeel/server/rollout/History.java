// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollout;

import dev.evenkeel.engine.rollout.RolloutPlan;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/// What is stored about a rollout's past. Thread-safe.
@Component
class History {
    private static final int PAGE = 500;

    private final RolloutTable rollouts;
    private final StateTable states;
    private final DecisionTable decisions;
    private final TickTable ticks;

    History(RolloutTable rollouts, StateTable states, DecisionTable decisions, TickTable ticks) {
        this.rollouts = rollouts;
        this.states = states;
        this.decisions = decisions;
        this.ticks = ticks;
    }

    List<RolloutDecision> decisions(Rollout rollout) {
        return decisions.of(rollout.id());
    }

    List<Rollouts.Decided> decidedBetween(Instant from, Instant to) {
        return decisions.between(from, to);
    }

    Rollouts.StepsLeft stepsLeft(String environment, Instant by) {
        return decisions.stepsLeft(environment, by);
    }

    @Nullable
    FailureRatio failureRatio(Rollout rollout) {
        return FailureRatio.of(decisions.failed(rollout.id()));
    }

    List<RolloutTick> ticks(Rollout rollout, long after, int limit) {
        return ticks.after(rollout.id(), after, limit);
    }

    /// Judges again, on one consistent view of what is stored.
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    ReplayReport replay(String id) {
        Rollout rollout = rollouts.find(id).orElseThrow(() -> Rollouts.notFound(id));
        var replay = new Replay(rollout.plan());
        walk(id, replay);
        return replay.end(states.find(id).orElse(null));
    }

    /// Judges under another plan, on one consistent view of what is stored.
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    WhatIfReport whatIf(String id, RolloutPlan plan) {
        var whatIf = new WhatIf(plan);
        walk(id, whatIf);
        return whatIf.end();
    }

    private void walk(String id, Walk walk) {
        Deque<RolloutDecision> noted = new ArrayDeque<>(decisions.of(id));
        long last = 0;
        for (List<RolloutTick> page = ticks.after(id, 0, PAGE); !page.isEmpty(); page = ticks.after(id, last, PAGE)) {
            for (RolloutTick tick : page) {
                decidedBefore(tick.number(), noted, id, walk);
                walk.tick(tick, decidedOn(tick, noted));
            }
            last = page.getLast().number();
        }
        decidedBefore(Long.MAX_VALUE, noted, id, walk);
    }

    private void decidedBefore(long tick, Deque<RolloutDecision> noted, String id, Walk walk) {
        while (!noted.isEmpty() && noted.getFirst().tick() < tick) {
            RolloutDecision decision = noted.removeFirst();
            switch (decision.kind()) {
                case START -> walk.start(states.seed(id), decision);
                case ABORT -> walk.abort(decision);
                case APPROVE, OBSERVE -> {}
                case ADVANCE, STEP_BACK, HOLD, ROLL_BACK, COMPLETE -> walk.time(decision);
            }
        }
    }

    private static @Nullable RolloutDecision decidedOn(RolloutTick tick, Deque<RolloutDecision> noted) {
        RolloutDecision next = noted.peekFirst();
        boolean onTick = next != null
                && next.progress() != null
                && next.tick() == tick.number()
                && next.at().equals(tick.at());
        return onTick ? noted.removeFirst() : null;
    }
}
