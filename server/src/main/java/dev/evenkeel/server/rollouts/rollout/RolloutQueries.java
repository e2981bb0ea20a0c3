// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import dev.evenkeel.api.RolloutApi.ConcurrentRollout;
import dev.evenkeel.api.RolloutApi.RelativeFailureRate;
import dev.evenkeel.server.foundation.database.DatabaseWriteStatus;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Read access to rollouts and their decisions, for the API, the console and other parts of the server. A
/// rollout on which the guard cannot store a reason, because the database is read-only or another session has
/// locked its row, is returned with that reason. Thread-safe.
@Component
public class RolloutQueries {
    private static final String READ_ONLY =
            "the database is read-only: the guard can neither advance nor roll back until it is writable again";
    private static final Duration LONGEST_COMMIT = Duration.ofMinutes(5);

    private final RolloutRepository rollouts;
    private final RolloutDecisionRepository decisions;
    private final RolloutTickRepository ticks;
    private final GuardEvaluationHealthTracker health;
    private final DatabaseWriteStatus database;

    RolloutQueries(
            RolloutRepository rollouts,
            RolloutDecisionRepository decisions,
            RolloutTickRepository ticks,
            GuardEvaluationHealthTracker health,
            DatabaseWriteStatus database) {
        this.rollouts = rollouts;
        this.decisions = decisions;
        this.ticks = ticks;
        this.health = health;
        this.database = database;
    }

    public Optional<Rollout> find(String id) {
        return rollouts.findById(id).map(this::withLockWait);
    }

    /// Returns the running rollout of a flag, if any.
    public Optional<Rollout> findRunningByFlag(String environment, String flag) {
        return rollouts.findRunningByFlag(environment, flag).map(this::withLockWait);
    }

    /// Returns the rollout with this id.
    ///
    /// @throws NotFoundException when it does not exist
    public Rollout get(String id) {
        return find(id).orElseThrow(() -> notFound(id));
    }

    /// Returns the change counters of a rollout, a cheap way to detect news.
    public RolloutChangeSequence getChangeCounters(String id) {
        return rollouts.getChangeCounters(id);
    }

    /// Returns other rollouts of the environment that ran at the same time, newest first.
    public List<ConcurrentRollout> listConcurrentWith(Rollout rollout) {
        return rollouts.listConcurrentWith(rollout);
    }

    /// Returns all rollouts, newest first.
    public List<Rollout> list() {
        return withLockWait(rollouts.listAll());
    }

    /// Returns one page of rollouts, newest first; those with the same start time by descending id.
    ///
    /// @param at start time of the last rollout of the previous page
    /// @param before id of that rollout
    /// @param most maximum number of rollouts
    public List<Rollout> search(RolloutSearchCriteria search, Instant at, String before, int most) {
        return withLockWait(rollouts.search(search, at, before, most));
    }

    /// Returns when a rollout of each flag was last started, by `environment/flag`.
    public Map<String, Instant> findLastStarts() {
        return rollouts.listLastStarts().stream()
                .collect(
                        Collectors.toMap(one -> one.environment() + "/" + one.flag(), RolloutRepository.LastStart::at));
    }

    /// Returns the rollouts that have not ended, oldest first.
    public List<Rollout> listRunning() {
        return withLockWait(rollouts.listRunning());
    }

    /// Returns the rollout of a flag that was started last.
    public Optional<Rollout> findNewestByFlag(String environment, String flag) {
        return rollouts.findNewestByFlag(environment, flag).map(this::withLockWait);
    }

    /// Returns all rollouts of a flag, newest first.
    public List<Rollout> listByFlag(String environment, String flag) {
        return withLockWait(rollouts.listByFlag(environment, flag));
    }

    /// Returns the decisions about a rollout, oldest first.
    public List<RolloutDecision> listDecisions(String id) {
        return listDecisions(get(id));
    }

    /// Returns the decisions about a rollout, oldest first.
    public List<RolloutDecision> listDecisions(Rollout rollout) {
        return decisions.listByRollout(rollout.id());
    }

    /// A decision with its rollout.
    public record DecisionWithRollout(String rollout, String environment, String flag, RolloutDecision decision) {}

    /// Returns decisions about all rollouts between two instants, oldest first, for activity feeds.
    public List<DecisionWithRollout> listDecisionsBetween(Instant from, Instant to) {
        return decisions.listBetween(from, to);
    }

    /// Returns decisions about all rollouts that were committed since a previous call, oldest first. Repeats
    /// decisions of the five minutes before that call, because a decision commits some time after its timestamp.
    ///
    /// @param readTo instant of the previous call
    public List<DecisionWithRollout> listDecisionsSince(Instant readTo, Instant now) {
        return decisions.listBetween(readTo.minus(LONGEST_COMMIT), now.plus(LONGEST_COMMIT));
    }

    /// The number of steps that ended.
    ///
    /// @param advanced steps that ended with an advance or the completion
    /// @param total those, and steps that ended with a rollback
    public record EndedStepCounts(long advanced, long total) {}

    /// Counts how steps of all rollouts of an environment ended, up to an instant.
    public EndedStepCounts countStepOutcomes(String environment, Instant by) {
        return decisions.countStepOutcomes(environment, by);
    }

    /// Estimates how many times as often units fail on the candidate as on control; null before any unit has
    /// failed, and when the rollout does not exist.
    public @Nullable RelativeFailureRate computeFailureRatio(String id) {
        return FailuresOfBothVariants.estimateRatio(decisions.listFailuresByExposure(id));
    }

    /// Returns the calls of a rollout's last ticks, oldest first.
    ///
    /// @param most maximum number of ticks
    public List<RolloutTick.Calls> listLastCalls(Rollout rollout, int most) {
        return ticks.listCallsAfter(rollout.id(), rollout.ticks() - most);
    }

    /// Returns ticks with a number above `after`, oldest first.
    ///
    /// @param limit maximum number of ticks
    /// @throws NotFoundException when the rollout does not exist
    public List<RolloutTick> listTicks(String id, long after, int limit) {
        List<RolloutTick> found = ticks.listAfter(id, after, limit);
        if (found.isEmpty()) {
            get(id);
        }
        return found;
    }

    private List<Rollout> withLockWait(List<Rollout> stored) {
        return stored.stream().map(this::withLockWait).toList();
    }

    private Rollout withLockWait(Rollout stored) {
        if (database.isReadOnly() && !stored.status().isEnded()) {
            return stored.withEvaluationError(READ_ONLY);
        }
        return health.findLockWaitMessage(stored.id())
                .map(stored::withEvaluationError)
                .orElse(stored);
    }

    public static NotFoundException notFound(String id) {
        return new NotFoundException(
                ProblemCode.ROLLOUT_NOT_FOUND,
                "Rollout " + id + " does not exist.",
                "To list rollouts: ./evenkeel rollout list");
    }
}
