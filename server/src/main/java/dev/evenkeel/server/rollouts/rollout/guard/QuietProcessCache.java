// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import dev.evenkeel.engine.rollout.QuietProcess;
import dev.evenkeel.engine.rollout.QuietProcesses;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Keeps which processes do not send outcomes, of all rollouts that run. What is older than [#GOOD_FOR] counts as
/// unknown. Thread-safe.
@Component
class QuietProcessCache {
    /* Five times as long as it takes to ask again. */
    private static final Duration GOOD_FOR = Duration.ofSeconds(10);
    /* After an absence of the server streams are opened again, and written down, within this time. */
    private static final Duration RECONNECTED_WITHIN = Duration.ofSeconds(15);

    private final QuietProcessRepository processes;
    private volatile Snapshot snapshot = new Snapshot(Instant.MIN, Set.of(), Map.of());

    QuietProcessCache(QuietProcessRepository processes) {
        this.processes = processes;
    }

    /// @param rollouts those that were asked about
    private record Snapshot(Instant at, Set<String> rollouts, Map<String, List<QuietProcess>> quiet) {
        boolean isGood(Instant now) {
            return Duration.between(at, now).abs().compareTo(GOOD_FOR) <= 0;
        }
    }

    /// What is known of a rollout's processes.
    QuietProcesses find(String rollout, Instant now) {
        Snapshot last = snapshot;
        return last.isGood(now) && last.rollouts.contains(rollout)
                ? QuietProcesses.of(last.quiet.getOrDefault(rollout, List.of()))
                : QuietProcesses.UNKNOWN;
    }

    /// Asks the database.
    ///
    /// @param rollouts those that run
    /// @param listeningSince since when this server has looked without a gap
    void refresh(Set<String> rollouts, Instant now, Instant listeningSince) {
        Map<String, List<QuietProcess>> quiet =
                rollouts.isEmpty() ? Map.of() : processes.find(now, lastSigns(now, listeningSince));
        snapshot = new Snapshot(now, rollouts, quiet);
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
