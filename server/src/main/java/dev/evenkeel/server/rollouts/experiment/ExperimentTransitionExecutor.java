// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.experiment;

import dev.evenkeel.server.flags.flag.ExperimentSplitRequest;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.rollouts.experiment.unit.ExperimentIngestSettings;
import dev.evenkeel.server.rollouts.experiment.unit.ExperimentUnitService;
import org.springframework.stereotype.Component;

/// Begins and ends experiments: flag, intake, row and audit row, all in the caller's transaction.
@Component
class ExperimentTransitionExecutor {
    private final ExperimentRepository experiments;
    private final ExperimentUnitService units;
    private final FlagService flags;
    private final AuditLog ledger;

    ExperimentTransitionExecutor(
            ExperimentRepository experiments, ExperimentUnitService units, FlagService flags, AuditLog ledger) {
        this.experiments = experiments;
        this.units = units;
        this.flags = flags;
        this.ledger = ledger;
    }

    /// Begins a new experiment.
    ///
    /// @param who ordered it
    /// @return the experiment as stored
    Experiment begin(Experiment fresh, String who) {
        experiments.insert(fresh);
        var split = new ExperimentSplitRequest(
                fresh.id(),
                fresh.plan().parts(),
                fresh.id(),
                fresh.plan().metrics(),
                fresh.plan().covariate());
        String reason = "experiment " + fresh.id() + " begins: " + fresh.reason();
        Experiment begun = fresh.under(flags.setSplit(fresh.environment(), fresh.flag(), split, who, reason));
        experiments.save(begun);
        units.expect(new ExperimentIngestSettings(
                begun.id(),
                begun.environment(),
                split.parts().stream().map(part -> part.variant()).toList(),
                split.goals(),
                begun.plan().window()));
        ledger.append(new AuditEvent(
                who, "experiment.started", begun.id(), begun.reason(), null, ExperimentAuditSnapshot.of(begun)));
        return begun;
    }

    /// Ends an experiment: its flag serves as its author says, and units whose window is open are left
    /// out for ever. The caller holds its lock.
    Experiment end(Experiment running, Experiment.Ending ending, String who) {
        String reason = "experiment " + running.id() + " ends: " + ending.reason();
        flags.setSplit(running.environment(), running.flag(), null, who, reason);
        Experiment ended = running.ended(ending);
        experiments.save(ended);
        units.forget(ended.id());
        ledger.append(new AuditEvent(
                who,
                "experiment.stopped",
                ended.id(),
                ending.reason(),
                ExperimentAuditSnapshot.of(running),
                ExperimentAuditSnapshot.of(ended)));
        return ended;
    }

    /// Stores what a look found. The caller holds the experiment's lock.
    void looked(Experiment before, Experiment after) {
        experiments.save(after);
        Experiment.Decision decided = after.decided();
        if (before.decided() == null && decided != null) {
            note("experiment.decided", decided.words(), before, after);
        }
        String alarm = after.state().alarm();
        if (before.state().alarm() == null && alarm != null) {
            note("experiment.suspended", alarm, before, after);
        }
    }

    private void note(String action, String reason, Experiment before, Experiment after) {
        ledger.append(new AuditEvent(
                "experiments",
                action,
                after.id(),
                reason,
                ExperimentAuditSnapshot.of(before),
                ExperimentAuditSnapshot.of(after)));
    }
}
