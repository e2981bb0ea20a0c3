// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.privacy;

import dev.evenkeel.server.flags.flag.UnitSaltService;
import dev.evenkeel.server.foundation.config.ServerStartOptions;
import dev.evenkeel.server.foundation.jobs.BackgroundJob;
import dev.evenkeel.server.foundation.jobs.BackgroundJobs;
import dev.evenkeel.server.rollouts.evidence.EvidenceRepository;
import dev.evenkeel.server.rollouts.experiment.Experiment;
import dev.evenkeel.server.rollouts.experiment.ExperimentService;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutQueries;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// The service that deletes unit salts some days after the end of their owner, every ten minutes. Several servers
/// may run it; each salt is deleted once.
///
/// A salt outlives the units that were computed with it: units of a rollout are deleted one hour after its end
/// or its last settlement, units of an experiment at its end, and units of a drill one day after it.
@Component
class UnitSaltPurgeService {
    /// Actor in the audit log.
    static final String ACTOR = "evenkeel";

    private static final Duration DRILL_FORGOTTEN_AFTER = Duration.ofDays(1);

    private final UnitSaltService salts;
    private final RolloutQueries rollouts;
    private final ExperimentService experiments;
    private final UnitsByOwnerStore units;
    private final Duration keep;
    private final Clock clock;

    UnitSaltPurgeService(
            UnitSaltService salts,
            RolloutQueries rollouts,
            ExperimentService experiments,
            UnitsByOwnerStore units,
            ServerStartOptions options,
            Clock clock,
            BackgroundJobs jobs) {
        this.salts = salts;
        this.rollouts = rollouts;
        this.experiments = experiments;
        this.units = units;
        this.keep = options.saltRetention();
        this.clock = clock;
        jobs.add(BackgroundJob.builder("unit salt purge", Duration.ofMinutes(10), this::purge));
    }

    /// Access to the stored units of owners.
    @Component
    static class UnitsByOwnerStore {
        private final EvidenceRepository evidence;
        private final TransactionTemplate transaction;

        UnitsByOwnerStore(EvidenceRepository evidence, TransactionTemplate transaction) {
            this.evidence = evidence;
            this.transaction = transaction;
        }

        /// Returns owners with stored units whose outcomes still count.
        Set<String> listOwnersWithUnits() {
            return Set.copyOf(evidence.listRolloutsWithWindows());
        }

        void deleteUnits(String owner) {
            transaction.executeWithoutResult(status -> evidence.deleteRollout(owner));
        }
    }

    /// Deletes all expired salts.
    void purge() {
        Instant now = clock.instant();
        for (UnitSaltService.StoredUnitSalt storedUnitSalt : salts.listAll()) {
            if (storedUnitSalt.deletedAt() == null) {
                purgeIfDue(storedUnitSalt, now);
            }
        }
        salts.cleanUp();
    }

    private void purgeIfDue(UnitSaltService.StoredUnitSalt storedUnitSalt, Instant now) {
        Instant ended = recordEnd(storedUnitSalt, now);
        if (ended == null) {
            return;
        }
        boolean counts = units.listOwnersWithUnits().contains(storedUnitSalt.owner());
        if (counts && isDrill(storedUnitSalt) && !now.isBefore(ended.plus(DRILL_FORGOTTEN_AFTER))) {
            units.deleteUnits(storedUnitSalt.owner());
            counts = false;
        }
        if (!counts && !now.isBefore(ended.plus(keep))) {
            salts.delete(storedUnitSalt, ACTOR, now);
        }
    }

    private @Nullable Instant recordEnd(UnitSaltService.StoredUnitSalt storedUnitSalt, Instant now) {
        if (storedUnitSalt.endedAt() != null) {
            return storedUnitSalt.endedAt();
        }
        Instant ended = findEnd(storedUnitSalt, now);
        if (ended != null) {
            salts.markEnded(storedUnitSalt.owner(), ended);
        }
        return ended;
    }

    private @Nullable Instant findEnd(UnitSaltService.StoredUnitSalt storedUnitSalt, Instant now) {
        Optional<Rollout> rollout = rollouts.find(storedUnitSalt.owner());
        if (rollout.isPresent()) {
            return rollout.get().position().endedAt();
        }
        Optional<Experiment> experiment = experiments.find(storedUnitSalt.owner());
        if (experiment.isPresent()) {
            Experiment.Ending ending = experiment.get().ending();
            return ending == null ? null : ending.at();
        }
        return salts.isActive(storedUnitSalt) ? null : now;
    }

    private boolean isDrill(UnitSaltService.StoredUnitSalt storedUnitSalt) {
        return rollouts.find(storedUnitSalt.owner()).isEmpty()
                && experiments.find(storedUnitSalt.owner()).isEmpty();
    }
}
