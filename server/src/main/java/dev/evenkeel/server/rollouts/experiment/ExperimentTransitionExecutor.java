// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.experiment;

import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.flags.flag.NewExperimentSplit;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.rollouts.experiment.unit.ExperimentUnitQueries;
import dev.evenkeel.server.rollouts.experiment.unit.SingleExperimentIngestSettings;
import org.springframework.stereotype.Component;

/// The executor of experiment transitions: changes flag, ingest settings, experiment and audit entry, all in
/// the caller's transaction.
@Component
class ExperimentTransitionExecutor {
    private final ExperimentRepository experiments;
    private final ExperimentUnitQueries units;
    private final FlagService flags;
    private final AuditLog auditLog;

    ExperimentTransitionExecutor(
            ExperimentRepository experiments, ExperimentUnitQueries units, FlagService flags, AuditLog auditLog) {
        this.experiments = experiments;
        this.units = units;
        this.flags = flags;
        this.auditLog = auditLog;
    }

    /// Starts a new experiment.
    ///
    /// @param who user who starts it, for the audit log
    /// @return experiment as stored
    Experiment start(Experiment fresh, String who) {
        experiments.insert(fresh);
        var split = new NewExperimentSplit(
                fresh.id(),
                fresh.plan().parts(),
                fresh.id(),
                fresh.plan().metrics(),
                fresh.plan().covariate());
        Experiment experiment = fresh.withRevision(flags.setSplit(fresh.environment(), fresh.flag(), split));
        experiments.update(experiment);
        units.openIngestion(new SingleExperimentIngestSettings(
                experiment.id(),
                experiment.environment(),
                split.parts().stream().map(part -> part.variant()).toList(),
                split.goals(),
                experiment.plan().window()));
        auditLog.append(new AuditEvent(
                who,
                "experiment.started",
                experiment.id(),
                experiment.reason(),
                null,
                ExperimentAuditSnapshot.toJson(experiment)));
        return experiment;
    }

    /// Ends an experiment: its flag is evaluated without a split, and units with an open window are never
    /// analysed. The caller holds the lock of the experiment.
    Experiment end(Experiment running, Experiment.Ending ending, String who) {
        flags.setSplit(running.environment(), running.flag(), null);
        Experiment ended = running.withEnding(ending);
        experiments.update(ended);
        units.deleteExperiment(ended.id());
        auditLog.append(new AuditEvent(
                who,
                "experiment.stopped",
                ended.id(),
                ending.reason(),
                ExperimentAuditSnapshot.toJson(running),
                ExperimentAuditSnapshot.toJson(ended)));
        return ended;
    }

    /// Stores the result of an evaluation. The caller holds the lock of the experiment.
    void saveAnalysis(Experiment before, Experiment after) {
        experiments.update(after);
        Experiment.Decision decided = after.decision();
        if (before.decision() == null && decided != null) {
            appendAuditEvent("experiment.decided", decided.summary(), before, after);
        }
        String alarm = after.state().alarm();
        if (before.state().alarm() == null && alarm != null) {
            appendAuditEvent("experiment.suspended", alarm, before, after);
        }
    }

    private void appendAuditEvent(String action, String reason, Experiment before, Experiment after) {
        auditLog.append(new AuditEvent(
                "experiments",
                action,
                after.id(),
                reason,
                ExperimentAuditSnapshot.toJson(before),
                ExperimentAuditSnapshot.toJson(after)));
    }
}
