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

/// A cache of the silent processes of all running rollouts. An entry older than [#GOOD_FOR] counts as unknown.
/// Thread-safe.
@Component
class SilentProcessCache {
    /* Five times the interval between queries. */
    private static final Duration GOOD_FOR = Duration.ofSeconds(10);
    /* Time within which SDKs reconnect, and their connections are stored, after the server was down. */
    private static final Duration RECONNECTED_WITHIN = Duration.ofSeconds(15);

    private final SilentProcessQueries processes;
    private volatile CachedProcesses snapshot = new CachedProcesses(Instant.MIN, Set.of(), Map.of());

    SilentProcessCache(SilentProcessQueries processes) {
        this.processes = processes;
    }

    /// @param rollouts rollouts included in the query
    private record CachedProcesses(Instant at, Set<String> rollouts, Map<String, List<SilentProcess>> silent) {
        boolean isFresh(Instant now) {
            return Duration.between(at, now).abs().compareTo(GOOD_FOR) <= 0;
        }
    }

    /// Returns the silent processes of a rollout, if the cache is recent.
    SilentProcesses find(String rollout, Instant now) {
        CachedProcesses last = snapshot;
        return last.isFresh(now) && last.rollouts.contains(rollout)
                ? SilentProcesses.of(last.silent.getOrDefault(rollout, List.of()))
                : SilentProcesses.UNKNOWN;
    }

    /// Queries the database.
    ///
    /// @param rollouts running rollouts
    /// @param listeningSince since when this server has run without a gap
    void refresh(Set<String> rollouts, Instant now, Instant listeningSince) {
        Map<String, List<SilentProcess>> quiet =
                rollouts.isEmpty() ? Map.of() : processes.listByRollout(now, lastSigns(now, listeningSince));
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
