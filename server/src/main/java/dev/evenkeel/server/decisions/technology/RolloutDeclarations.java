// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.technology;

import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.server.foundation.catalog.Services;
import dev.evenkeel.server.rollouts.rollout.DecisionKind;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.Rollouts;
import dev.evenkeel.server.rollouts.rollout.Rollouts.Decided;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Keeps what the flag of each rollout declared when the rollout ended: the technologies run on after the flag is
/// gone. Reading the same decision again changes nothing.
@Component
class RolloutDeclarations {
    private static final Set<DecisionKind> ENDS =
            Set.of(DecisionKind.COMPLETE, DecisionKind.ROLL_BACK, DecisionKind.ABORT);
    /* Decisions commit somewhat later than they say; none of this age is still on its way. */
    private static final Duration OVERLAP = Duration.ofMinutes(5);

    private final DeclarationTable table;
    private final FlagDeclarations declarations;
    private final Rollouts rollouts;
    private final Services services;
    private final Clock clock;
    private @Nullable Instant readTo;

    RolloutDeclarations(
            DeclarationTable table, FlagDeclarations declarations, Rollouts rollouts, Services services, Clock clock) {
        this.table = table;
        this.declarations = declarations;
        this.rollouts = rollouts;
        this.services = services;
        this.clock = clock;
    }

    /// Notes what has ended since it was last called; the first time, since the last end that is noted. For one
    /// thread.
    void read() {
        Instant now = clock.instant();
        Instant from = Objects.requireNonNullElseGet(readTo, table::lastEnd).minus(OVERLAP);
        rollouts.decidedBetween(from, now.plus(OVERLAP)).stream()
                .filter(decided -> ENDS.contains(decided.decision().kind()))
                .forEach(this::note);
        readTo = now;
    }

    private void note(Decided decided) {
        Rollout rollout = rollouts.get(decided.rollout());
        List<String> technologies = declarations.of(decided.environment(), decided.flag());
        table.note(new DeclarationTable.EndedRollout(
                rollout.id(),
                service(rollout),
                Objects.requireNonNullElse(technologies, List.of()),
                decided.decision().kind() == DecisionKind.COMPLETE,
                decided.decision().at()));
    }

    /* Whose it is by the order, by the catalogue, or else the one with the flag's key, as in DORA's measures. */
    private String service(Rollout rollout) {
        String ordered = rollout.change().service();
        return ordered != null
                ? ordered
                : services.ofFlag(rollout.environment(), rollout.flag())
                        .map(Service::key)
                        .orElse(rollout.flag());
    }
}
