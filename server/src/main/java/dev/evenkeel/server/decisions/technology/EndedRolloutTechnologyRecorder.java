// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.technology;

import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.engine.rollout.RolloutDecisionKind;
import dev.evenkeel.server.foundation.catalog.ServiceCatalogService;
import dev.evenkeel.server.foundation.jobs.BackgroundJob;
import dev.evenkeel.server.foundation.jobs.BackgroundJobs;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutChangedEvent;
import dev.evenkeel.server.rollouts.rollout.RolloutQueries;
import dev.evenkeel.server.rollouts.rollout.RolloutQueries.DecisionWithRollout;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// A recorder of the technologies that each rollout's flag declared when the rollout ended: the technologies
/// stay in use after the flag is deleted. Records soon after each decision, and every ten seconds for decisions
/// without an event. Idempotent.
@Component
class EndedRolloutTechnologyRecorder {
    private static final Set<RolloutDecisionKind> ENDS =
            Set.of(RolloutDecisionKind.COMPLETE, RolloutDecisionKind.ROLL_BACK, RolloutDecisionKind.ABORT);

    private final ChangeTechnologyRepository repository;
    private final TechnologiesOfFlagQueries declarations;
    private final RolloutQueries rollouts;
    private final ServiceCatalogService services;
    private final Clock clock;
    private @Nullable Instant readTo;

    EndedRolloutTechnologyRecorder(
            ChangeTechnologyRepository repository,
            TechnologiesOfFlagQueries declarations,
            RolloutQueries rollouts,
            ServiceCatalogService services,
            Clock clock,
            BackgroundJobs jobs) {
        this.repository = repository;
        this.declarations = declarations;
        this.rollouts = rollouts;
        this.services = services;
        this.clock = clock;
        jobs.add(BackgroundJob.builder("technologies of rollouts", Duration.ofSeconds(10), this::recordEnded)
                .wakeUpOn(RolloutChangedEvent.class, RolloutChangedEvent::decided)
                .mergeWakeUpsWithin(Duration.ofMillis(200)));
    }

    /// Records the rollouts that have ended since the last call; in the first call, since the end of the last
    /// recorded rollout. Not thread-safe.
    private void recordEnded() {
        Instant now = clock.instant();
        Instant since = Objects.requireNonNullElseGet(readTo, repository::getLastEnd);
        rollouts.listDecisionsSince(since, now).stream()
                .filter(decided -> ENDS.contains(decided.decision().kind()))
                .forEach(this::record);
        readTo = now;
    }

    private void record(DecisionWithRollout decided) {
        Rollout rollout = rollouts.get(decided.rollout());
        List<String> technologies = declarations.findByFlag(decided.environment(), decided.flag());
        repository.insertIfAbsent(new ChangeTechnologyRepository.EndedRolloutWithTechnologies(
                rollout.id(),
                findService(rollout),
                Objects.requireNonNullElse(technologies, List.of()),
                decided.decision().kind() == RolloutDecisionKind.COMPLETE,
                decided.decision().at()));
    }

    /*
     * The service of the rollout: from the request, from the catalogue, or else the one with the flag's key, as
     * in the DORA metrics.
     */
    private String findService(Rollout rollout) {
        String ordered = rollout.change().service();
        return ordered != null
                ? ordered
                : services.findByFlag(rollout.environment(), rollout.flag())
                        .map(Service::key)
                        .orElse(rollout.flag());
    }
}
