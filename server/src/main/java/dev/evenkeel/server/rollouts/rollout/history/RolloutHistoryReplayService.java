// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.history;

import dev.evenkeel.api.RolloutApi.ReplayResponse;
import dev.evenkeel.api.RolloutApi.RolloutHoursResponse;
import dev.evenkeel.api.RolloutApi.WhatIfResponse;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.server.foundation.limits.BoundedComputationExecutor;
import dev.evenkeel.server.foundation.limits.LimitRegistry;
import dev.evenkeel.server.foundation.problems.MalformedOrOverLimitException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutDecision;
import dev.evenkeel.server.rollouts.rollout.RolloutDecisionRepository;
import dev.evenkeel.server.rollouts.rollout.RolloutGuardStateRepository;
import dev.evenkeel.server.rollouts.rollout.RolloutQueries;
import dev.evenkeel.server.rollouts.rollout.RolloutRepository;
import dev.evenkeel.server.rollouts.rollout.RolloutTick;
import dev.evenkeel.server.rollouts.rollout.RolloutTickRepository;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/// Queries that compute results from the stored history of a rollout, each in one consistent snapshot. Queries
/// that read all ticks, about a second for ten thousand, run one at a time. Thread-safe.
@Component
public class RolloutHistoryReplayService {
    private static final int PAGE = 500;

    private final RolloutRepository rollouts;
    private final RolloutGuardStateRepository states;
    private final RolloutDecisionRepository decisions;
    private final RolloutTickRepository ticks;
    private final RolloutHourRepository hours;
    private final TransactionTemplate snapshot;
    private final BoundedComputationExecutor boundedComputationExecutor;

    RolloutHistoryReplayService(
            RolloutRepository rollouts,
            RolloutGuardStateRepository states,
            RolloutDecisionRepository decisions,
            RolloutTickRepository ticks,
            RolloutHourRepository hours,
            PlatformTransactionManager transactions,
            LimitRegistry limits) {
        this.rollouts = rollouts;
        this.states = states;
        this.decisions = decisions;
        this.ticks = ticks;
        this.hours = hours;
        this.snapshot = new TransactionTemplate(transactions);
        snapshot.setReadOnly(true);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.boundedComputationExecutor = new BoundedComputationExecutor(
                "replays", "Send the request again in a few seconds; a replay reads all ticks of a rollout.", limits);
    }

    /// Returns the counts of a rollout per hour, including hours whose ticks have been deleted.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.NotFoundException when the rollout does not exist
    public RolloutHoursResponse getHours(String id) {
        return compute(() -> getHours(getRollout(id)));
    }

    /// Replays a rollout from its stored ticks and compares the results.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.NotFoundException when the rollout does not exist
    /// @throws MalformedOrOverLimitException when ticks have been deleted
    public ReplayResponse replay(String id) {
        return compute(() -> replay(getRollout(id)));
    }

    /// Replays a rollout's stored ticks under another plan.
    ///
    /// @throws MalformedOrOverLimitException when ticks have been deleted
    public WhatIfResponse whatIf(String id, RolloutPlan plan) {
        return compute(() -> {
            var whatIf = new WhatIfReplay(plan);
            visitHistory(id, whatIf);
            return whatIf.finish();
        });
    }

    private <T> T compute(Supplier<T> work) {
        return boundedComputationExecutor.run(() -> snapshot.execute(status -> work.get()));
    }

    private Rollout getRollout(String id) {
        return rollouts.findById(id).orElseThrow(() -> RolloutQueries.notFound(id));
    }

    private RolloutHoursResponse getHours(Rollout rollout) {
        String id = rollout.id();
        List<RolloutHour> sums = new ArrayList<>(hours.listByRollout(id));
        long last = 0;
        for (List<RolloutTick> page = ticks.listAfter(id, 0, PAGE);
                !page.isEmpty();
                page = ticks.listAfter(id, last, PAGE)) {
            sums.addAll(RolloutHour.sum(page.stream().map(RolloutHour::of).toList()));
            last = page.getLast().number();
        }
        return new RolloutHoursResponse(
                hours.findRolledUpAt(id).orElse(null),
                RolloutHour.sum(sums).stream().map(RolloutHistoryResponses::of).toList());
    }

    private ReplayResponse replay(Rollout rollout) {
        var replay = new ReplayVerifier(rollout.plan());
        visitHistory(rollout.id(), replay);
        return replay.finish(states.findByRollout(rollout.id()).orElse(null));
    }

    /// Checks that all ticks of a rollout are stored.
    ///
    /// @throws MalformedOrOverLimitException when ticks have been deleted
    public void requireTicks(String id) {
        hours.findRolledUpAt(id).ifPresent(at -> {
            throw new MalformedOrOverLimitException(
                    ProblemCode.COUNTS_ROLLED_UP,
                    "The ticks of rollout " + id + " were rolled up into hourly counts and deleted at "
                            + at.truncatedTo(ChronoUnit.SECONDS) + ", so it cannot be replayed.",
                    "GET /api/v1/rollouts/" + id + "/hours has the hourly counts, GET /api/v1/rollouts/" + id
                            + " the decisions. To keep ticks longer, set serve --tick-retention.");
        });
    }

    private void visitHistory(String id, RolloutHistoryVisitor walk) {
        requireTicks(id);
        Deque<RolloutDecision> noted = new ArrayDeque<>(decisions.listByRollout(id));
        long last = 0;
        for (List<RolloutTick> page = ticks.listAfter(id, 0, PAGE);
                !page.isEmpty();
                page = ticks.listAfter(id, last, PAGE)) {
            for (RolloutTick tick : page) {
                visitDecisionsBefore(tick.number(), noted, id, walk);
                walk.visitTick(tick, pollDecisionOn(tick, noted));
            }
            last = page.getLast().number();
        }
        visitDecisionsBefore(Long.MAX_VALUE, noted, id, walk);
    }

    private void visitDecisionsBefore(long tick, Deque<RolloutDecision> noted, String id, RolloutHistoryVisitor walk) {
        while (!noted.isEmpty() && noted.getFirst().tick() < tick) {
            RolloutDecision decision = noted.removeFirst();
            switch (decision.kind()) {
                case START -> walk.visitStart(states.loadSeed(id), decision);
                case ABORT -> walk.visitAbort(decision);
                case APPROVE, OBSERVE -> {}
                case CONFIRM -> walk.visitStepRestart(decision);
                case HOLD -> {
                    if (decision.restartsStep()) {
                        walk.visitStepRestart(decision);
                    } else {
                        walk.visitDecision(decision);
                    }
                }
                case ADVANCE, STEP_BACK, ROLL_BACK, COMPLETE -> walk.visitDecision(decision);
            }
        }
    }

    private static @Nullable RolloutDecision pollDecisionOn(RolloutTick tick, Deque<RolloutDecision> noted) {
        RolloutDecision next = noted.peekFirst();
        boolean onTick = next != null
                && next.progress() != null
                && next.tick() == tick.number()
                && next.at().equals(tick.at());
        return onTick ? noted.removeFirst() : null;
    }
}
