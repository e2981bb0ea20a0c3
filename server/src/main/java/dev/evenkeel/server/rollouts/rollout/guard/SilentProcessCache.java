// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import dev.evenkeel.engine.rollout.SilentProcess;
import dev.evenkeel.engine.rollout.SilentProcesses;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Keeps which processes do not send outcomes, of all rollouts that run. What is older than [#GOOD_FOR] counts
/// as unknown. Thread-safe.
@Component
class SilentProcessCache {
    /* Five times as long as it takes to ask again. */
    private static final Duration GOOD_FOR = Duration.ofSeconds(10);
    /* After an absence of the server streams are opened again, and written down, within this time. */
    private static final Duration RECONNECTED_WITHIN = Duration.ofSeconds(15);

    private final SilentProcessRepository processes;
    private volatile CachedProcesses snapshot = new CachedProcesses(Instant.MIN, Set.of(), Map.of());

    SilentProcessCache(SilentProcessRepository processes) {
        this.processes = processes;
    }

    /// @param rollouts those that were asked about
    private record CachedProcesses(Instant at, Set<String> rollouts, Map<String, List<SilentProcess>> quiet) {
        boolean isGood(Instant now) {
            return Duration.between(at, now).abs().compareTo(GOOD_FOR) <= 0;
        }
    }

    /// What is known of a rollout's processes.
    SilentProcesses find(String rollout, Instant now) {
        CachedProcesses last = snapshot;
        return last.isGood(now) && last.rollouts.contains(rollout)
                ? SilentProcesses.of(last.quiet.getOrDefault(rollout, List.of()))
                : SilentProcesses.UNKNOWN;
    }

    /// Asks the database.
    ///
    /// @param rollouts those that run
    /// @param listeningSince since when this server has looked without a gap
    void refresh(Set<String> rollouts, Instant now, Instant listeningSince) {
        Map<String, List<SilentProcess>> quiet =
                rollouts.isEmpty() ? Map.of() : processes.find(now, lastSigns(now, listeningSince));
        snapshot = new CachedProcesses(now, rollouts, quiet);
    }

    private Instant lastSigns(Instant now, Instant listeningSince) {
        return listeningSince.isAfter(now.minus(RECONNECTED_WITHIN))
                ? processes
                        .findLastBatchBefore(listeningSince)
                        .filter(now::isAfter)
                        .orElse(now)
                : now;
    }
}
