// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import dev.evenkeel.engine.gate.GateReport;
import dev.evenkeel.engine.rollout.GateState;
import dev.evenkeel.server.flags.flag.LostRevision;
import dev.evenkeel.server.flags.flag.LostRevisions;
import dev.evenkeel.server.gates.evaluation.Gates;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/// What gates last said of each rollout. The guard reads it from memory, so that a gate which is slow
/// or hangs never delays it; an answer that is not renewed in time counts no more. Thread-safe.
@Component
public class GateBook {
    /* Ten times as long as it takes to ask again. */
    private static final Duration GOOD_FOR = Duration.ofSeconds(10);
    private static final Duration YOUNG = Duration.ofSeconds(2);

    private final Gates gates;
    private final LostRevisions lost;
    private final Clock clock;
    private final Map<String, Said> said = new ConcurrentHashMap<>();

    GateBook(Gates gates, LostRevisions lost, Clock clock) {
        this.gates = gates;
        this.lost = lost;
        this.clock = clock;
    }

    private record Said(GateReport report, Instant at) {
        boolean isWithin(Duration age, Instant now) {
            return Duration.between(at, now).abs().compareTo(age) <= 0;
        }
    }

    /// Asks every gate about a rollout, and keeps what they say.
    GateReport ask(Rollout rollout) {
        Instant now = clock.instant();
        GateReport report = gates.report(rollout.change().asked(rollout), now);
        said.put(rollout.id(), new Said(report, now));
        return report;
    }

    /// What is known now. While the database has lost revisions that SDKs have, nothing goes on.
    GateState find(Rollout rollout) {
        Optional<LostRevision> missing = lost.find(rollout.environment());
        if (missing.isPresent()) {
            return new GateState(GateState.Standing.CLOSED, missing.get().words());
        }
        Said last = said.get(rollout.id());
        if (last == null) {
            return GateState.UNASKED;
        }
        return last.isWithin(GOOD_FOR, clock.instant())
                ? GateState.of(last.report())
                : new GateState(
                        GateState.Standing.CLOSED,
                        "the gates were last asked at " + last.at().truncatedTo(ChronoUnit.SECONDS)
                                + ", and what they said counts for " + GOOD_FOR.toSeconds() + " s");
    }

    /// What every gate last said of a rollout; empty when nobody has asked, or it has ended.
    public Optional<GateReport> findReport(String rollout) {
        return Optional.ofNullable(said.get(rollout)).map(Said::report);
    }

    /// The same, unless it was said more than two seconds ago.
    Optional<GateReport> findYoungReport(String rollout) {
        Instant now = clock.instant();
        return Optional.ofNullable(said.get(rollout))
                .filter(last -> last.isWithin(YOUNG, now))
                .map(Said::report);
    }

    /// Forgets all others.
    void keep(Collection<String> rollouts) {
        said.keySet().retainAll(rollouts);
    }
}
