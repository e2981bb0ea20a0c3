// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.technology;

import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.server.foundation.catalog.ServiceCatalog;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutDecisionKind;
import dev.evenkeel.server.rollouts.rollout.RolloutService;
import dev.evenkeel.server.rollouts.rollout.RolloutService.DecisionWithRollout;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Keeps what the flag of each rollout declared when the rollout ended: the technologies run on after the flag
/// is gone. Reading the same decision again changes nothing.
@Component
class RolloutTechnologyRecorder {
    private static final Set<RolloutDecisionKind> ENDS =
            Set.of(RolloutDecisionKind.COMPLETE, RolloutDecisionKind.ROLL_BACK, RolloutDecisionKind.ABORT);
    /* Decisions commit somewhat later than they say; none of this age is still on its way. */
    private static final Duration OVERLAP = Duration.ofMinutes(5);

    private final TechnologyDeclarationRepository table;
    private final FlagTechnologyQueries declarations;
    private final RolloutService rollouts;
    private final ServiceCatalog services;
    private final Clock clock;
    private @Nullable Instant readTo;

    RolloutTechnologyRecorder(
            TechnologyDeclarationRepository table,
            FlagTechnologyQueries declarations,
            RolloutService rollouts,
            ServiceCatalog services,
            Clock clock) {
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

    private void note(DecisionWithRollout decided) {
        Rollout rollout = rollouts.get(decided.rollout());
        List<String> technologies = declarations.of(decided.environment(), decided.flag());
        table.note(new TechnologyDeclarationRepository.EndedRollout(
                rollout.id(),
                service(rollout),
                Objects.requireNonNullElse(technologies, List.of()),
                decided.decision().kind() == RolloutDecisionKind.COMPLETE,
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
