// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollout;

import dev.evenkeel.engine.rollout.RolloutPlan;
import dev.evenkeel.server.platform.ErrorCode;
import dev.evenkeel.server.platform.NotFound;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The front door of rollouts. Thread-safe.
@Component
public class Rollouts {
    private final RolloutQueries rollouts;
    private final History history;

    Rollouts(RolloutQueries rollouts, History history) {
        this.rollouts = rollouts;
        this.history = history;
    }

    /// The rollout with this id, if there is one.
    public Optional<Rollout> find(String id) {
        return rollouts.find(id);
    }

    /// The rollout that runs on a flag, if one does.
    public Optional<Rollout> findRunning(String environment, String flag) {
        return rollouts.findRunning(environment, flag);
    }

    /// The rollout with this id.
    public Rollout get(String id) {
        return rollouts.get(id);
    }

    /// What tells cheaply whether there is anything new about a rollout.
    RolloutCounters counters(String id) {
        return rollouts.counters(id);
    }

    /// Other rollouts of the environment that ran while this one did, newest first.
    List<ConcurrentRollout> concurrentWith(Rollout rollout) {
        return rollouts.concurrentWith(rollout);
    }

    /// All, newest first.
    public List<Rollout> list() {
        return rollouts.all();
    }

    /// Those that were started last before a place, newest first, of the same instant by id.
    ///
    /// @param at the instant of that place
    /// @param before the id of that place
    /// @param most of them
    public List<Rollout> newest(RolloutSearch search, Instant at, String before, int most) {
        return rollouts.newest(search, at, before, most);
    }

    /// When a rollout of each flag was started last, by `environment/flag`.
    public Map<String, Instant> lastStarts() {
        return rollouts.lastStarts().stream()
                .collect(Collectors.toMap(one -> one.environment() + "/" + one.flag(), RolloutTable.LastStart::at));
    }

    /// All that have not ended, oldest first.
    public List<Rollout> running() {
        return rollouts.running();
    }

    /// The rollout of a flag that was started last.
    public Optional<Rollout> findNewest(String environment, String flag) {
        return rollouts.findNewest(environment, flag);
    }

    /// All rollouts of a flag, newest first.
    public List<Rollout> of(String environment, String flag) {
        return rollouts.of(environment, flag);
    }

    /// Decisions about a rollout, oldest first.
    public List<RolloutDecision> decisions(String id) {
        return decisions(get(id));
    }

    /// Decisions about a rollout, oldest first.
    public List<RolloutDecision> decisions(Rollout rollout) {
        return history.decisions(rollout);
    }

    /// A decision with the rollout it is about.
    public record Decided(String rollout, String environment, String flag, RolloutDecision decision) {}

    /// Decisions about all rollouts from an instant to another, oldest first: for who follows what happens.
    public List<Decided> decidedBetween(Instant from, Instant to) {
        return history.decidedBetween(from, to);
    }

    /// How steps were left.
    ///
    /// @param forwards by an advance or the completion
    /// @param all those, and by a rollback
    public record StepsLeft(long forwards, long all) {}

    /// How the steps of all rollouts of an environment were left by an instant.
    public StepsLeft stepsLeft(String environment, Instant by) {
        return history.stepsLeft(environment, by);
    }

    /// How many times as often units fail on the candidate as on control; null before any unit failed, and where there
    /// is no such rollout.
    public @Nullable FailureRatio failureRatio(String id) {
        return history.failureRatio(id);
    }

    /// The calls of a rollout's last ticks, oldest first.
    ///
    /// @param most ticks that are given
    public List<RolloutTick.Calls> lastCalls(Rollout rollout, int most) {
        return history.calls(rollout.id(), rollout.ticks() - most);
    }

    /// Ticks with a number above `after`, oldest first.
    ///
    /// @param limit most of them
    /// @throws dev.evenkeel.server.platform.NotFound when there is no such rollout
    public List<RolloutTick> ticks(String id, long after, int limit) {
        List<RolloutTick> ticks = history.ticks(id, after, limit);
        if (ticks.isEmpty()) {
            get(id);
        }
        return ticks;
    }

    /// Fails when ticks of a rollout are no longer kept.
    ///
    /// @throws dev.evenkeel.server.platform.Refused then
    void requireTicks(String id) {
        history.requireTicks(id);
    }

    /// What a rollout counted by the hour, also where ticks are no longer kept. Takes as long as [#replay].
    HourJson.All hours(String id) {
        return rollouts.hours(id);
    }

    /// Judges a rollout again from its stored ticks, and compares. Reads every tick: about a second for
    /// ten thousand.
    ///
    /// @throws dev.evenkeel.server.platform.Refused when ticks are no longer kept
    public ReplayReport replay(String id) {
        return rollouts.replay(id);
    }

    /// Judges a rollout's stored ticks under another plan. Takes as long as [#replay].
    ///
    /// @throws dev.evenkeel.server.platform.Refused when ticks are no longer kept
    WhatIfReport whatIf(String id, RolloutPlan plan) {
        return rollouts.whatIf(id, plan);
    }

    static NotFound notFound(String id) {
        return new NotFound(
                ErrorCode.ROLLOUT_NOT_FOUND,
                "There is no rollout " + id + ".",
                "GET /api/v1/rollouts lists all of them.");
    }
}
