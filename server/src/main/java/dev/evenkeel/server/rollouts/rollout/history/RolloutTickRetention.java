// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.history;

import dev.evenkeel.server.foundation.config.ServerStartOptions;
import dev.evenkeel.server.foundation.database.maintenance.QuarantinedRowRepository;
import dev.evenkeel.server.foundation.retention.MonthlyPartitions;
import dev.evenkeel.server.foundation.retention.PurgeResult;
import dev.evenkeel.server.foundation.retention.RetentionTarget;
import dev.evenkeel.server.rollouts.rollout.RolloutTick;
import dev.evenkeel.server.rollouts.rollout.RolloutTickRepository;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/// The retention of ticks of ended rollouts. Deleted ticks are added to their hours. Once a tick of a rollout
/// has been deleted, the rollout can no longer be replayed, because the result would differ. Its totals,
/// decisions and final guard state are in tables without retention.
@Component
public class RolloutTickRetention implements RetentionTarget {
    private static final int MOST = 500;

    private final RolloutHourRepository hours;
    private final RolloutTickRepository ticks;
    private final MonthlyPartitions partitions;
    private final QuarantinedRowRepository quarantine;
    private final Duration kept;

    RolloutTickRetention(
            RolloutHourRepository hours,
            RolloutTickRepository ticks,
            MonthlyPartitions partitions,
            QuarantinedRowRepository quarantine,
            ServerStartOptions options) {
        this.hours = hours;
        this.ticks = ticks;
        this.partitions = partitions;
        this.quarantine = quarantine;
        this.kept = options.retention().ticks();
    }

    @Override
    public String table() {
        return "rollout_tick";
    }

    @Override
    public PurgeResult purge(Instant now) {
        return hours.findExpired(now.minus(kept))
                .map(rollout -> PurgeResult.ofRows(rollUp(rollout, now)))
                .orElse(PurgeResult.NONE);
    }

    private int rollUp(String rollout, Instant now) {
        int[] aside = {0};
        List<RolloutTick> some = ticks.listOldest(rollout, MOST, (number, problem) -> {
            setAside(rollout, number, problem);
            aside[0]++;
        });
        partitions.createMissing(
                RolloutHourRepository.TABLE,
                RolloutHourRepository.COLUMN,
                some.stream().map(tick -> MonthlyPartitions.monthOf(tick.at())).toList());
        Map<RolloutHour.RevisionHourKey, RolloutHour> sums = new TreeMap<>();
        hours.listByRollout(rollout).forEach(stored -> sums.put(stored.key(), stored));
        Set<RolloutHour.RevisionHourKey> changed = new TreeSet<>();
        for (RolloutTick tick : some) {
            RolloutHour hour = RolloutHour.of(tick);
            try {
                sums.merge(hour.key(), hour, RolloutHour::plus);
                changed.add(hour.key());
            } catch (IllegalArgumentException e) {
                setAside(rollout, tick.number(), String.valueOf(e.getMessage()));
            }
        }
        changed.forEach(key -> hours.save(rollout, Objects.requireNonNull(sums.get(key))));
        long last = some.isEmpty() ? 0 : some.getLast().number();
        return aside[0] + hours.deleteTicks(rollout, last, now);
    }

    /* A tick that cannot be added is quarantined and does not block the deletion of others. */
    private void setAside(String rollout, long number, String problem) {
        quarantine.insert("rollout_tick", null, problem, ticks.delete(rollout, number));
    }

    /// Returns the end of the rollout that ended first.
    @Override
    public Optional<Instant> findOldest() {
        return hours.findOldestEnd();
    }
}
