// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import dev.evenkeel.server.foundation.database.DatabaseStatus;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Reads rollouts and their decisions, for the API, the console and other parts of the server. A rollout that
/// the guard cannot store a reason on, because the database is read-only or another session has locked its row,
/// is returned with that reason. Thread-safe.
@Component
public class RolloutService {
    private static final String READ_ONLY =
            "holds, because the database is read-only: the guard can neither advance nor"
                    + " roll back until it is writable again";

    private final RolloutRepository rollouts;
    private final RolloutDecisionRepository decisions;
    private final RolloutTickRepository ticks;
    private final EvaluationHealth health;
    private final DatabaseStatus database;

    RolloutService(
            RolloutRepository rollouts,
            RolloutDecisionRepository decisions,
            RolloutTickRepository ticks,
            EvaluationHealth health,
            DatabaseStatus database) {
        this.rollouts = rollouts;
        this.decisions = decisions;
        this.ticks = ticks;
        this.health = health;
        this.database = database;
    }

    /// The rollout with this id, if there is one.
    public Optional<Rollout> find(String id) {
        return rollouts.find(id).map(this::shown);
    }

    /// The rollout that runs on a flag, if one does.
    public Optional<Rollout> findRunning(String environment, String flag) {
        return rollouts.findRunning(environment, flag).map(this::shown);
    }

    /// The rollout with this id.
    ///
    /// @throws NotFoundException when there is none
    public Rollout get(String id) {
        return find(id).orElseThrow(() -> notFound(id));
    }

    /// What tells cheaply whether there is anything new about a rollout.
    public RolloutChangeCounters counters(String id) {
        return rollouts.counters(id);
    }

    /// Other rollouts of the environment that ran while this one did, newest first.
    public List<ConcurrentRollout> concurrentWith(Rollout rollout) {
        return rollouts.concurrentWith(rollout);
    }

    /// All, newest first.
    public List<Rollout> list() {
        return shown(rollouts.all());
    }

    /// Those that were started last before a place, newest first, of the same instant by id.
    ///
    /// @param at the instant of that place
    /// @param before the id of that place
    /// @param most of them
    public List<Rollout> newest(RolloutSearchCriteria search, Instant at, String before, int most) {
        return shown(rollouts.newest(search, at, before, most));
    }

    /// When a rollout of each flag was started last, by `environment/flag`.
    public Map<String, Instant> lastStarts() {
        return rollouts.lastStarts().stream()
                .collect(
                        Collectors.toMap(one -> one.environment() + "/" + one.flag(), RolloutRepository.LastStart::at));
    }

    /// All that have not ended, oldest first.
    public List<Rollout> running() {
        return shown(rollouts.allRunning());
    }

    /// The rollout of a flag that was started last.
    public Optional<Rollout> findNewest(String environment, String flag) {
        return rollouts.findNewest(environment, flag).map(this::shown);
    }

    /// All rollouts of a flag, newest first.
    public List<Rollout> of(String environment, String flag) {
        return shown(rollouts.of(environment, flag));
    }

    /// Decisions about a rollout, oldest first.
    public List<RolloutDecision> decisions(String id) {
        return decisions(get(id));
    }

    /// Decisions about a rollout, oldest first.
    public List<RolloutDecision> decisions(Rollout rollout) {
        return decisions.of(rollout.id());
    }

    /// A decision with the rollout it is about.
    public record DecisionWithRollout(String rollout, String environment, String flag, RolloutDecision decision) {}

    /// Decisions about all rollouts from an instant to another, oldest first: for who follows what happens.
    public List<DecisionWithRollout> decidedBetween(Instant from, Instant to) {
        return decisions.between(from, to);
    }

    /// How steps were left.
    ///
    /// @param forwards by an advance or the completion
    /// @param all those, and by a rollback
    public record StepOutcomes(long forwards, long all) {}

    /// How the steps of all rollouts of an environment were left by an instant.
    public StepOutcomes stepsLeft(String environment, Instant by) {
        return decisions.stepsLeft(environment, by);
    }

    /// How many times as often units fail on the candidate as on control; null before any unit failed, and
    /// where there is no such rollout.
    public @Nullable FailureRatio failureRatio(String id) {
        return FailureRatio.of(decisions.failed(id));
    }

    /// The calls of a rollout's last ticks, oldest first.
    ///
    /// @param most ticks that are given
    public List<RolloutTick.Calls> lastCalls(Rollout rollout, int most) {
        return ticks.callsAfter(rollout.id(), rollout.ticks() - most);
    }

    /// Ticks with a number above `after`, oldest first.
    ///
    /// @param limit most of them
    /// @throws NotFoundException when there is no such rollout
    public List<RolloutTick> ticks(String id, long after, int limit) {
        List<RolloutTick> found = ticks.after(id, after, limit);
        if (found.isEmpty()) {
            get(id);
        }
        return found;
    }

    private List<Rollout> shown(List<Rollout> stored) {
        return stored.stream().map(this::shown).toList();
    }

    private Rollout shown(Rollout stored) {
        if (database.isReadOnly() && !stored.status().ended()) {
            return stored.troubled(READ_ONLY);
        }
        return health.lockWait(stored.id()).map(stored::troubled).orElse(stored);
    }

    public static NotFoundException notFound(String id) {
        return new NotFoundException(
                ProblemCode.ROLLOUT_NOT_FOUND,
                "There is no rollout " + id + ".",
                "GET /api/v1/rollouts lists all of them.");
    }
}
