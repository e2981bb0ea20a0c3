// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollout;

import dev.evenkeel.engine.rollout.RolloutPlan;
import dev.evenkeel.server.platform.ErrorCode;
import dev.evenkeel.server.platform.Refused;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
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
    private final HourTable hours;

    History(RolloutTable rollouts, StateTable states, DecisionTable decisions, TickTable ticks, HourTable hours) {
        this.hours = hours;
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
    FailureRatio failureRatio(String id) {
        return FailureRatio.of(decisions.failed(id));
    }

    List<RolloutTick> ticks(String id, long after, int limit) {
        return ticks.after(id, after, limit);
    }

    List<RolloutTick.Calls> calls(String id, long after) {
        return ticks.callsAfter(id, after);
    }

    /// Since when only hours are kept of a rollout's counts; empty while each tick is.
    Optional<Instant> findRolledUpAt(String id) {
        return hours.findRolledUpAt(id);
    }

    /// What each hour counted, whether its ticks are there or not, on one consistent view of what is stored.
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    HourJson.All hours(String id) {
        List<RolloutHour> sums = new ArrayList<>(hours.of(id));
        long last = 0;
        for (List<RolloutTick> page = ticks.after(id, 0, PAGE); !page.isEmpty(); page = ticks.after(id, last, PAGE)) {
            sums.addAll(RolloutHour.sum(page.stream().map(RolloutHour::of).toList()));
            last = page.getLast().number();
        }
        return new HourJson.All(
                findRolledUpAt(id).orElse(null),
                RolloutHour.sum(sums).stream().map(HourJson::of).toList());
    }

    /// Judges again, on one consistent view of what is stored.
    ///
    /// @throws Refused when ticks are gone
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    ReplayReport replay(String id) {
        Rollout rollout = rollouts.find(id).orElseThrow(() -> Rollouts.notFound(id));
        var replay = new Replay(rollout.plan());
        walk(id, replay);
        return replay.end(states.find(id).orElse(null));
    }

    /// Judges under another plan, on one consistent view of what is stored.
    ///
    /// @throws Refused when ticks are gone
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    WhatIfReport whatIf(String id, RolloutPlan plan) {
        var whatIf = new WhatIf(plan);
        walk(id, whatIf);
        return whatIf.end();
    }

    /// Fails when ticks of a rollout are gone.
    ///
    /// @throws Refused then
    void requireTicks(String id) {
        findRolledUpAt(id).ifPresent(at -> {
            throw new Refused(
                    ErrorCode.COUNTS_ROLLED_UP,
                    "The counts of rollout " + id + " were rolled up on " + at.truncatedTo(ChronoUnit.SECONDS)
                            + ": its ticks are no longer kept, so nothing can be judged again.",
                    "GET /api/v1/rollouts/" + id + "/hours has its counts by the hour, and GET /api/v1/rollouts/" + id
                            + " its decisions. serve --keep-ticks says how long ticks are kept after the end.");
        });
    }

    private void walk(String id, Walk walk) {
        requireTicks(id);
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
                case CONFIRM -> walk.restartStep(decision);
                case HOLD -> {
                    if (decision.restartsStep()) {
                        walk.restartStep(decision);
                    } else {
                        walk.time(decision);
                    }
                }
                case ADVANCE, STEP_BACK, ROLL_BACK, COMPLETE -> walk.time(decision);
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
