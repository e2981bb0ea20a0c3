// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.privacy;

import dev.evenkeel.server.flags.flag.UnitSaltService;
import dev.evenkeel.server.foundation.config.ServerStartOptions;
import dev.evenkeel.server.rollouts.evidence.EvidenceService;
import dev.evenkeel.server.rollouts.experiment.Experiment;
import dev.evenkeel.server.rollouts.experiment.ExperimentService;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutService;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Deletes salts some days after their owner's end. Any number of servers may do it: each salt goes once.
///
/// A salt outlives the units that it names: those of a rollout are deleted an hour after its end, or after
/// its last settlement, those of an experiment at its end, those of a drill a day after it.
@Component
class UnitSaltPurgeService {
    /// As it stands in the ledger.
    static final String ACTOR = "evenkeel";

    private static final Duration DRILL_FORGOTTEN_AFTER = Duration.ofDays(1);

    private final UnitSaltService salts;
    private final RolloutService rollouts;
    private final ExperimentService experiments;
    private final UnitTables units;
    private final Duration keep;

    UnitSaltPurgeService(
            UnitSaltService salts,
            RolloutService rollouts,
            ExperimentService experiments,
            UnitTables units,
            ServerStartOptions options) {
        this.salts = salts;
        this.rollouts = rollouts;
        this.experiments = experiments;
        this.units = units;
        this.keep = options.keepSalts();
    }

    /// The units that are kept of owners.
    @Component
    static class UnitTables {
        private final EvidenceService outcomes;
        private final TransactionTemplate transaction;

        UnitTables(EvidenceService outcomes, TransactionTemplate transaction) {
            this.outcomes = outcomes;
            this.transaction = transaction;
        }

        /// Of whom outcomes still count, and units are kept.
        Set<String> kept() {
            return Set.copyOf(outcomes.expecting());
        }

        void forget(String owner) {
            transaction.executeWithoutResult(status -> outcomes.forget(owner));
        }
    }

    /// Does what is due.
    void look(Instant now) {
        for (UnitSaltService.StoredUnitSalt kept : salts.all()) {
            if (kept.goneAt() == null) {
                look(kept, now);
            }
        }
        salts.tidy();
    }

    private void look(UnitSaltService.StoredUnitSalt kept, Instant now) {
        Instant ended = ended(kept, now);
        if (ended == null) {
            return;
        }
        boolean counts = units.kept().contains(kept.owner());
        if (counts && isDrill(kept) && !now.isBefore(ended.plus(DRILL_FORGOTTEN_AFTER))) {
            units.forget(kept.owner());
            counts = false;
        }
        if (!counts && !now.isBefore(ended.plus(keep))) {
            salts.drop(kept, ACTOR, now);
        }
    }

    private @Nullable Instant ended(UnitSaltService.StoredUnitSalt kept, Instant now) {
        if (kept.endedAt() != null) {
            return kept.endedAt();
        }
        Instant ended = end(kept, now);
        if (ended != null) {
            salts.ended(kept.owner(), ended);
        }
        return ended;
    }

    private @Nullable Instant end(UnitSaltService.StoredUnitSalt kept, Instant now) {
        Optional<Rollout> rollout = rollouts.find(kept.owner());
        if (rollout.isPresent()) {
            return rollout.get().position().endedAt();
        }
        Optional<Experiment> experiment = experiments.find(kept.owner());
        if (experiment.isPresent()) {
            Experiment.Ending ending = experiment.get().ending();
            return ending == null ? null : ending.at();
        }
        return salts.isInForce(kept) ? null : now;
    }

    private boolean isDrill(UnitSaltService.StoredUnitSalt kept) {
        return rollouts.find(kept.owner()).isEmpty()
                && experiments.find(kept.owner()).isEmpty();
    }
}
