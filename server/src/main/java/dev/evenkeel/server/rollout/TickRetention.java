// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollout;

import dev.evenkeel.server.platform.ServerOptions;
import dev.evenkeel.server.retention.MonthPartitions;
import dev.evenkeel.server.retention.Removed;
import dev.evenkeel.server.retention.Retained;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Ticks of rollouts that ended long enough ago. When they go, their sums by the hour stay, and from the first one on
/// the rollout is not judged again: what is left would give another result. What the rollout counted as
/// a whole, its decisions and the guard's last state stand in tables that nothing is taken from.
@Component
class TickRetention implements Retained {
    private static final int MOST = 500;

    private final HourTable hours;
    private final TickTable ticks;
    private final MonthPartitions partitions;
    private final Duration kept;

    TickRetention(HourTable hours, TickTable ticks, MonthPartitions partitions, ServerOptions options) {
        this.hours = hours;
        this.ticks = ticks;
        this.partitions = partitions;
        this.kept = options.retention().ticks();
    }

    @Override
    public String table() {
        return "rollout_tick";
    }

    @Override
    public Removed remove(Instant now) {
        return hours.findOver(now.minus(kept))
                .map(rollout -> Removed.rows(rollUp(rollout, now)))
                .orElse(Removed.NOTHING);
    }

    private int rollUp(String rollout, Instant now) {
        List<RolloutTick> some = ticks.after(rollout, 0, MOST);
        List<RolloutHour> sums =
                RolloutHour.sum(some.stream().map(RolloutHour::of).toList());
        partitions.make(
                HourTable.TABLE,
                HourTable.COLUMN,
                sums.stream()
                        .map(one -> MonthPartitions.month(one.key().hour()))
                        .toList());
        Map<RolloutHour.Key, RolloutHour> stored =
                hours.of(rollout).stream().collect(Collectors.toMap(RolloutHour::key, Function.identity()));
        for (RolloutHour one : sums) {
            RolloutHour before = stored.get(one.key());
            hours.put(rollout, before == null ? one : before.plus(one));
        }
        return hours.removeTicks(rollout, some.getLast().number(), now);
    }

    /// The end of the rollout that ended first.
    @Override
    public Optional<Instant> oldest() {
        return hours.oldestEnd();
    }
}
