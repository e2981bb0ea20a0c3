// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.privacy;

import dev.evenkeel.server.flags.flag.UnitSalts;
import dev.evenkeel.server.foundation.config.ServerOptions;
import dev.evenkeel.server.rollouts.evidence.Outcomes;
import dev.evenkeel.server.rollouts.experiment.Experiment;
import dev.evenkeel.server.rollouts.experiment.Experiments;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.Rollouts;
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
class SaltKeeping {
    /// As it stands in the ledger.
    static final String ACTOR = "evenkeel";

    private static final Duration DRILL_FORGOTTEN_AFTER = Duration.ofDays(1);

    private final UnitSalts salts;
    private final Rollouts rollouts;
    private final Experiments experiments;
    private final Units units;
    private final Duration keep;

    SaltKeeping(UnitSalts salts, Rollouts rollouts, Experiments experiments, Units units, ServerOptions options) {
        this.salts = salts;
        this.rollouts = rollouts;
        this.experiments = experiments;
        this.units = units;
        this.keep = options.keepSalts();
    }

    /// The units that are kept of owners.
    @Component
    static class Units {
        private final Outcomes outcomes;
        private final TransactionTemplate transaction;

        Units(Outcomes outcomes, TransactionTemplate transaction) {
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
        for (UnitSalts.Kept kept : salts.all()) {
            if (kept.goneAt() == null) {
                look(kept, now);
            }
        }
        salts.tidy();
    }

    private void look(UnitSalts.Kept kept, Instant now) {
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

    private @Nullable Instant ended(UnitSalts.Kept kept, Instant now) {
        if (kept.endedAt() != null) {
            return kept.endedAt();
        }
        Instant ended = end(kept, now);
        if (ended != null) {
            salts.ended(kept.owner(), ended);
        }
        return ended;
    }

    private @Nullable Instant end(UnitSalts.Kept kept, Instant now) {
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

    private boolean isDrill(UnitSalts.Kept kept) {
        return rollouts.find(kept.owner()).isEmpty()
                && experiments.find(kept.owner()).isEmpty();
    }
}
