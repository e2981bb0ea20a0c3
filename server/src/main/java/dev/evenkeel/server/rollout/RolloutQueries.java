// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollout;

import dev.evenkeel.engine.rollout.RolloutPlan;
import dev.evenkeel.server.platform.BoundedComputation;
import dev.evenkeel.server.platform.DatabaseStatus;
import dev.evenkeel.server.platform.Limits;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Reads rollouts for the API and the console: one that the guard cannot store a reason on, because the database is
/// read-only or another session has locked its row, is returned with that reason. What is computed from all ticks of a
/// rollout is computed one at a time. Thread-safe.
@Component
class RolloutQueries {
    private static final String READ_ONLY =
            "holds, because the database is read-only: the guard can neither advance nor"
                    + " roll back until it is writable again";

    private final RolloutTable rollouts;
    private final History history;
    private final EvaluationHealth health;
    private final DatabaseStatus database;
    private final BoundedComputation judging;

    RolloutQueries(RolloutTable rollouts, History history, EvaluationHealth health, DatabaseStatus database, Limits limits) {
        this.rollouts = rollouts;
        this.history = history;
        this.health = health;
        this.database = database;
        this.judging = new BoundedComputation(
                "replays", "Send the request again in a few seconds; each reads all ticks of a rollout.", limits);
    }

    Optional<Rollout> find(String id) {
        return rollouts.find(id).map(this::shown);
    }

    Rollout get(String id) {
        return find(id).orElseThrow(() -> Rollouts.notFound(id));
    }

    Optional<Rollout> findRunning(String environment, String flag) {
        return rollouts.findRunning(environment, flag).map(this::shown);
    }

    Optional<Rollout> findNewest(String environment, String flag) {
        return rollouts.findNewest(environment, flag).map(this::shown);
    }

    List<Rollout> all() {
        return shown(rollouts.all());
    }

    List<Rollout> newest(RolloutSearch search, Instant at, String before, int most) {
        return shown(rollouts.newest(search, at, before, most));
    }

    List<Rollout> running() {
        return shown(rollouts.allRunning());
    }

    List<Rollout> of(String environment, String flag) {
        return shown(rollouts.of(environment, flag));
    }

    RolloutCounters counters(String id) {
        return rollouts.counters(id);
    }

    List<ConcurrentRollout> concurrentWith(Rollout rollout) {
        return rollouts.concurrentWith(rollout);
    }

    List<RolloutTable.LastStart> lastStarts() {
        return rollouts.lastStarts();
    }

    HourJson.All hours(String id) {
        return judging.run(() -> history.hours(get(id).id()));
    }

    ReplayReport replay(String id) {
        return judging.run(() -> history.replay(get(id).id()));
    }

    WhatIfReport whatIf(String id, RolloutPlan plan) {
        return judging.run(() -> history.whatIf(id, plan));
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
}
