// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import dev.evenkeel.server.flags.delivery.SdkClientService;
import dev.evenkeel.server.rollouts.migration.ReconciliationService;
import dev.evenkeel.server.rollouts.rollout.RolloutChangedEvent;
import dev.evenkeel.server.rollouts.rollout.RolloutDecisionRepository;
import dev.evenkeel.server.rollouts.rollout.RolloutDecisionRepository.DecisionAwaitingPropagation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// The work after decisions have been committed: publishes events, records when a decision is active in all
/// processes, and runs the cleanup. None of it can delay a decision. [#runOnce] is confined to one thread,
/// [#publish] is thread-safe.
@Component
public class RolloutPostCommitProcessor {
    private static final Logger LOG = LoggerFactory.getLogger(RolloutPostCommitProcessor.class);
    /* Processes that have not acknowledged a decision by then are no longer waited for. */
    private static final Duration CONFIRM_WITHIN = Duration.ofHours(24);
    private static final Duration UPKEEP_EVERY = Duration.ofSeconds(10);

    private final RolloutDecisionRepository decisions;
    private final SdkClientService clients;
    private final EndedRolloutStoredDataCleanup upkeep;
    private final ReconciliationService reconciliations;
    private final ApplicationEventPublisher events;
    private Instant upkeptAt = Instant.EPOCH;

    RolloutPostCommitProcessor(
            RolloutDecisionRepository decisions,
            SdkClientService clients,
            EndedRolloutStoredDataCleanup upkeep,
            ReconciliationService reconciliations,
            ApplicationEventPublisher events) {
        this.decisions = decisions;
        this.clients = clients;
        this.upkeep = upkeep;
        this.reconciliations = reconciliations;
        this.events = events;
    }

    /// Confirms pending decisions, and runs the cleanup every ten seconds.
    void runOnce(Instant now) {
        decisions.listUnconfirmed(now.minus(CONFIRM_WITHIN)).stream()
                .collect(Collectors.groupingBy(DecisionAwaitingPropagation::environment))
                .forEach(this::confirm);
        if (Duration.between(upkeptAt, now).compareTo(UPKEEP_EVERY) >= 0) {
            upkeptAt = now;
            upkeep.runOnce(now);
            reconciliations.cleanUp(now);
        }
    }

    /// Publishes a change to all listeners in this process. Failing listeners are logged.
    public void publish(RolloutChangedEvent change) {
        try {
            events.publishEvent(change);
        } catch (RuntimeException e) {
            LOG.warn("Rollout {} changed, but a listener failed", change.rollout(), e);
        }
    }

    /* Most pending decisions wait for a slow or silent process; one query finds the others. */
    private void confirm(String environment, List<DecisionAwaitingPropagation> waiting) {
        clients.findNewestEverywhere(environment)
                .ifPresent(newest -> waiting.stream()
                        .filter(decision -> decision.revision() <= newest)
                        .forEach(this::confirm));
    }

    private void confirm(DecisionAwaitingPropagation decision) {
        clients.findActiveEverywhere(decision.environment(), decision.revision())
                .ifPresent(since -> {
                    decisions.updateActiveEverywhereAt(decision, since);
                    publish(new RolloutChangedEvent(decision.rollout(), true));
                });
    }
}
