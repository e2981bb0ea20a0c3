// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.experiment;

import dev.evenkeel.engine.experiment.ExperimentPlan;
import dev.evenkeel.engine.experiment.ExperimentVerdict;
import dev.evenkeel.files.json.DocumentJsonModule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The properties of an experiment that the audit log records.
///
/// @param verdict null before the decision
record ExperimentAuditSnapshot(
        String environment,
        String flag,
        ExperimentPlan plan,
        String hypothesis,
        long revision,
        boolean runs,
        List<Long> exposed,
        long analyzedUnits,
        @Nullable String alarm,
        @Nullable ExperimentVerdict verdict,
        @Nullable String summary) {
    static String toJson(Experiment experiment) {
        Experiment.Decision decided = experiment.decision();
        return DocumentJsonModule.MAPPER.writeValueAsString(new ExperimentAuditSnapshot(
                experiment.environment(),
                experiment.flag(),
                experiment.plan(),
                experiment.hypothesis(),
                experiment.revision(),
                experiment.isRunning(),
                experiment.state().exposed(),
                experiment.state().analyzedUnits(),
                experiment.state().alarm(),
                decided == null ? null : decided.verdict(),
                decided == null ? null : decided.summary()));
    }
}
