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

/// Ticks of rollouts that ended long enough ago. When they go, their sums by the hour stay, and from the first
/// one on the rollout is not judged again: what is left would give another result. What the rollout counted as
/// a whole, its decisions and the guard's last state stand in tables that nothing is taken from.
@Component
public class RolloutTickRetention implements RetentionTarget {
    private static final int MOST = 500;

    private final RolloutHourRepository hours;
    private final RolloutTickRepository ticks;
    private final MonthlyPartitions partitions;
    private final QuarantinedRowRepository setAside;
    private final Duration kept;

    RolloutTickRetention(
            RolloutHourRepository hours,
            RolloutTickRepository ticks,
            MonthlyPartitions partitions,
            QuarantinedRowRepository setAside,
            ServerStartOptions options) {
        this.hours = hours;
        this.ticks = ticks;
        this.partitions = partitions;
        this.setAside = setAside;
        this.kept = options.retention().ticks();
    }

    @Override
    public String table() {
        return "rollout_tick";
    }

    @Override
    public PurgeResult remove(Instant now) {
        return hours.findOver(now.minus(kept))
                .map(rollout -> PurgeResult.rows(rollUp(rollout, now)))
                .orElse(PurgeResult.NOTHING);
    }

    private int rollUp(String rollout, Instant now) {
        int[] aside = {0};
        List<RolloutTick> some = ticks.oldest(rollout, MOST, (number, problem) -> {
            setAside(rollout, number, problem);
            aside[0]++;
        });
        partitions.make(
                RolloutHourRepository.TABLE,
                RolloutHourRepository.COLUMN,
                some.stream().map(tick -> MonthlyPartitions.month(tick.at())).toList());
        Map<RolloutHour.Key, RolloutHour> sums = new TreeMap<>();
        hours.of(rollout).forEach(stored -> sums.put(stored.key(), stored));
        Set<RolloutHour.Key> changed = new TreeSet<>();
        for (RolloutTick tick : some) {
            RolloutHour hour = RolloutHour.of(tick);
            try {
                sums.merge(hour.key(), hour, RolloutHour::plus);
                changed.add(hour.key());
            } catch (IllegalArgumentException e) {
                setAside(rollout, tick.number(), String.valueOf(e.getMessage()));
            }
        }
        changed.forEach(key -> hours.put(rollout, Objects.requireNonNull(sums.get(key))));
        long last = some.isEmpty() ? 0 : some.getLast().number();
        return aside[0] + hours.removeTicks(rollout, last, now);
    }

    /* One that cannot be added up keeps neither the others nor other rollouts from it. */
    private void setAside(String rollout, long number, String problem) {
        setAside.add("rollout_tick", null, problem, ticks.remove(rollout, number));
    }

    /// The end of the rollout that ended first.
    @Override
    public Optional<Instant> oldest() {
        return hours.oldestEnd();
    }
}
